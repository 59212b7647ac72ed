//! A class-balanced memory of samples, which later steps train on again.

mod access;
mod persist;
mod place;

use crate::layer::Scale;
use crate::opaque::opaque;
use crate::require::require;
use crate::rng::{Noise, Random};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// A memory of at most `N` samples of a stream, with about as many samples of each of `CLASSES` classes. Training that mixes them with
/// new samples forgets less.
///
/// Each sample is a tensor `S`: the inputs of a network, or the features that a [`Frozen`](crate::network::Frozen) network computes
/// from them. Elements of `i8` take a quarter of the memory of `f32`. Samples are then quantized with [`scale`](Self::scale) when they are
/// stored, and read as `f32`.
///
/// Which samples are stored is decided by class-balancing reservoir sampling (Chrysakis and Moens, "Online continual learning from
/// imbalanced data", 2020). While there is room, every sample is stored. Then a sample of a class that has few replaces a sample of
/// the largest class. A class that was once the largest keeps a uniform sample of all its samples in the stream, as in Vitter's
/// reservoir ("Random sampling with a reservoir", 1985).
///
/// It uses no heap, and its size is the constant [`BYTES`](Self::BYTES). All its random numbers follow from the seed and from the number of calls,
/// so they are part of a [checkpoint](crate::weights::Persist).
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::train::Replay;
///
/// type Net = network![2 => Dense<8, Tanh> => Dense<3, Softmax>];
/// type Memory = Replay<[f32; 2], 30, 3>;
/// const _: () = assert!(Memory::BYTES < 320);
///
/// let mut memory = Memory::ZERO;
/// for turn in 0..1_000 {
///     let class = (turn % 10 > 0) as usize + (turn % 100 == 7) as usize; // 100, 890 and 10 samples
///     memory.offer(&[class as f32, turn as f32 / 1_000.0], class)?;
/// }
/// assert_eq!((memory.len(), memory.counts()), (30, [10, 10, 10]));
///
/// // One new sample, and one that is drawn from the memory:
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// trainer.step(&mut net, &[2.0, 0.5], &2usize)?;
/// let mut sample = [0.0; 2];
/// if let Some(class) = memory.draw(&mut sample) {
///     trainer.step(&mut net, &sample, &class)?;
/// }
///
/// // Samples of `f32` are data for `Fit` as they are:
/// Fit::epochs(2).run(&mut trainer, &mut net, (memory.samples(), memory.classes()))?;
/// # Ok::<(), nn_core::Error>(())
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Replay<S: Tensor, const N: usize, const CLASSES: usize> {
    /// The scale of samples of integers: a factor above 0, which must be set, and a zero point. Samples of `f32` do not use it.
    ///
    /// A network of integers states the scale of its output: [`scales`](crate::layer::Layer::scales).
    pub scale: Scale,
    /// The seed of the random numbers.
    pub seed: u32,
    /// The number of random decisions.
    draws: u32,
    len: u32,
    /// The number of samples of each class in the stream.
    seen: [u32; CLASSES],
    samples: [S; N],
    classes: [u8; N],
}

opaque!([S: Tensor, const N: usize, const CLASSES: usize] Replay<S, N, CLASSES>);

impl<S: Tensor, const N: usize, const CLASSES: usize> Zero for Replay<S, N, CLASSES> {
    const ZERO: Self = {
        require(
            CLASSES > 0 && CLASSES <= 256,
            "a `Replay` has 1 to 256 classes",
        );
        require(
            N >= CLASSES,
            "a `Replay` needs room for one sample of each class: write `Replay<[f32; 32], 70, 7>`",
        );
        Replay {
            scale: Scale::ZERO,
            seed: 0,
            draws: 0,
            len: 0,
            seen: [0; CLASSES],
            samples: Zero::ZERO,
            classes: [0; N],
        }
    };
}

impl<S: Tensor, const N: usize, const CLASSES: usize> Clone for Replay<S, N, CLASSES> {
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.clone_from(self);
        copy
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        (self.scale, self.seed) = (source.scale, source.seed);
        (self.draws, self.len) = (source.draws, source.len);
        self.seen.clone_from(&source.seen);
        self.samples.clone_from(&source.samples);
        self.classes.clone_from(&source.classes);
    }
}

/// Compares the stored samples and their classes.
impl<S: Tensor, const N: usize, const CLASSES: usize> PartialEq for Replay<S, N, CLASSES> {
    fn eq(&self, other: &Self) -> bool {
        self.samples() == other.samples() && self.classes() == other.classes()
    }
}

impl<S: Tensor, const N: usize, const CLASSES: usize> Replay<S, N, CLASSES> {
    /// The bytes of the memory.
    pub const BYTES: usize = size_of::<Self>();

    /// The number of stored samples.
    pub fn len(&self) -> usize {
        N.min(self.len as usize)
    }

    /// Whether no sample is stored.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The stored samples, in the order of [`classes`](Self::classes).
    pub fn samples(&self) -> &[S] {
        crate::slices::range(&self.samples, ..self.len())
    }

    /// The class of each stored sample.
    pub fn classes(&self) -> &[u8] {
        crate::slices::range(&self.classes, ..self.len())
    }

    /// The number of stored samples of each class.
    pub fn counts(&self) -> [u32; CLASSES] {
        let mut counts = [0; CLASSES];
        for class in self.classes() {
            if let Some(count) = counts.get_mut(usize::from(*class)) {
                *count += 1;
            }
        }
        counts
    }

    /// The number of samples of each class that were offered.
    pub fn seen(&self) -> &[u32; CLASSES] {
        &self.seen
    }

    /// Removes all samples. The scale, the seed and the position of the random numbers stay.
    pub fn clear(&mut self) {
        self.len = 0;
        self.seen = [0; CLASSES];
    }

    /// The random numbers of the next decision.
    fn random(&mut self) -> Random {
        let noise = Noise::new(self.seed, self.draws);
        self.draws = self.draws.wrapping_add(1);
        noise.random()
    }
}
