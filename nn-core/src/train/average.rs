//! Federated averaging: the weighted mean of networks that were trained apart.

use core::fmt;

use crate::error::Error;
use crate::network::Network;
use crate::slices;
use crate::state::{Persist, Values};
use crate::zero::Zero;

/// The mean of networks of one type, weighted by the numbers of their samples: the server's part of federated averaging (McMahan et al.,
/// "Communication-efficient learning of deep networks from decentralized data", 2017).
///
/// After networks `w_1` to `w_K` with `n_1` to `n_K` samples were added, each number of [`network`](Self::network) is
///
/// ```text
/// w = (n_1 w_1 + .. + n_K w_K) / (n_1 + .. + n_K)
/// ```
///
/// Parameters and running statistics are averaged. It adds one network at a time, in place and without a heap: it has the size of two
/// networks. How networks are sent is left to the program.
///
/// # Accuracy
/// The mean is computed in `f64` and stored as the sum of two `f32`, 48 bits. Before the last rounding to `f32`, its error is at most
/// `K 2^-47` times the largest `|w_k|`. Up to a million networks can be added in any order: if their numbers have about the magnitude of
/// the mean, only the last bit of the result can differ.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::train::Average;
/// use nn_core::weights::image;
///
/// type Net = network![1 => Dense<1>];
/// let (mut one, mut other, mut average) = (Net::ZERO, Net::ZERO, Average::<Net>::ZERO);
/// one.layers.weights = [[1.0]];
/// other.layers.weights = [[5.0]];
/// average.add(&one, 30)?;
///
/// // An image that a device sent. One of another network is refused.
/// let mut received = [0; image::bytes::<Net>()];
/// image::write(&other, &mut received).unwrap();
/// image::read(&mut average.with(10), &received).unwrap();
///
/// assert_eq!(average.network().layers.weights, [[2.0]]);
/// assert_eq!(average.samples(), 40);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Average<N> {
    samples: u64,
    /// The mean, rounded to `f32`.
    mean: N,
    /// What the rounding removed.
    rest: N,
}

impl<N: Zero> Zero for Average<N> {
    const ZERO: Self = Average {
        samples: 0,
        mean: N::ZERO,
        rest: N::ZERO,
    };
}

impl<N> fmt::Debug for Average<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Average")
            .field("samples", &self.samples)
            .finish_non_exhaustive()
    }
}

impl<N: Network<Element = f32>> Average<N> {
    /// Adds a network that was trained on this many samples. With 0 it has no weight.
    ///
    /// # Errors
    /// A number of the network is infinite or NaN. The average is then unchanged.
    pub fn add(&mut self, net: &N, samples: u32) -> Result<(), Error> {
        let mut bad = None;
        net.state(&mut |values| {
            let not_finite = |value: &&f32| !value.is_finite();
            bad = bad.or(values.reals().iter().find(not_finite).copied());
        });
        if let Some(value) = bad {
            return Err(Error::Setting {
                name: "network",
                value,
                rule: "its numbers must be finite: leave it out",
            });
        }
        let weight = self.count(samples);
        self.each_tensor(&mut |number, mean, rest| {
            let mut before: usize = number;
            net.state(&mut |values: Values<'_>| {
                if before == 0 {
                    weight.move_all(mean, rest, values.reals());
                }
                before = before.wrapping_sub(1);
            });
        });
        Ok(())
    }

    /// The next image that is read has this many samples: `image::read(&mut average.with(320), &bytes)`. See
    /// [`image::read`](crate::weights::image::read), which refuses damaged images and those of other networks.
    pub fn with(&mut self, samples: u32) -> Share<'_, N> {
        let average = self;
        Share { average, samples }
    }

    /// The mean of the networks that were added, or `ZERO` if there are none.
    pub fn network(&self) -> &N {
        &self.mean
    }

    /// Writes the mean to a network. The network of a [`Frozen`](crate::network::Frozen) layer, which is not averaged, stays.
    pub fn write_to(&self, net: &mut N) {
        let mut number = 0usize;
        self.mean.state(&mut |mean| {
            let mut before: usize = number;
            net.state_mut(&mut |place| {
                if before == 0 {
                    let pairs = place.reals().iter_mut().zip(mean.reals());
                    pairs.for_each(|(place, mean)| *place = *mean);
                }
                before = before.wrapping_sub(1);
            });
            number += 1;
        });
    }

    /// The samples of all networks that were added.
    pub fn samples(&self) -> u64 {
        self.samples
    }

    /// Removes all networks, for the next round.
    pub fn clear(&mut self) {
        self.samples = 0;
        self.each_tensor(&mut |_, mean, rest| {
            mean.fill(0.0);
            rest.fill(0.0);
        });
    }

    /// Counts the samples of a network. Returns its weight.
    fn count(&mut self, samples: u32) -> Weight {
        let before = self.samples;
        self.samples = before.saturating_add(u64::from(samples));
        Weight(match before {
            0 if samples > 0 => 1.0,
            _ => f64::from(samples) / (self.samples.max(1)) as f64,
        })
    }

    /// Visits each tensor: its number, the mean, and the rest of the mean.
    fn each_tensor(&mut self, visit: &mut impl FnMut(usize, &mut [f32], &mut [f32])) {
        let (mut number, rest) = (0usize, &mut self.rest);
        self.mean.state_mut(&mut |mean| {
            let (mut before, mut mean) = (number, Some(mean.reals()));
            rest.state_mut(&mut |rest| {
                if before == 0
                    && let Some(mean) = mean.take()
                {
                    visit(number, mean, rest.reals());
                }
                before = before.wrapping_sub(1);
            });
            number += 1;
        });
    }
}

/// The share of a network in the new mean.
#[derive(Clone, Copy)]
struct Weight(f64);

impl Weight {
    /// Moves the mean of some numbers toward those of a network.
    fn move_all(self, mean: &mut [f32], rest: &mut [f32], numbers: &[f32]) {
        for ((mean, rest), number) in mean.iter_mut().zip(rest).zip(numbers) {
            let before = f64::from(*mean) + f64::from(*rest);
            let after = if self.0 == 1.0 {
                f64::from(*number)
            } else {
                before + self.0 * (f64::from(*number) - before)
            };
            *mean = after as f32;
            *rest = (after - f64::from(*mean)) as f32;
        }
    }
}

/// A place for the image of a network, which is added to an [`Average`] when it is read.
#[derive(Debug)]
pub struct Share<'a, N> {
    average: &'a mut Average<N>,
    samples: u32,
}

/// The words of a network of the type `N`. Those that are restored are added to the average; the mean is stored.
impl<N: Network<Element = f32>> Persist for Share<'_, N> {
    const WORDS: usize = <N as Persist>::WORDS;
    const FINGERPRINT: u64 = <N as Persist>::FINGERPRINT;

    fn is_number(word: usize) -> bool {
        <N as Persist>::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.average.mean.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        /// The numbers that are read at once.
        const BLOCK: usize = 16;
        let weight = self.average.count(self.samples);
        self.average.each_tensor(&mut |_, mut mean, mut rest| {
            while !mean.is_empty() {
                let count = mean.len().min(BLOCK);
                let mean = slices::take_mut(&mut mean, count);
                let rest = slices::take_mut(&mut rest, count);
                let mut words = [0; BLOCK];
                let words = slices::range_mut(&mut words, ..count);
                visit(words);
                weight.move_all(mean, rest, bytemuck::must_cast_slice(words));
            }
        });
    }
}
