//! Cross-validation in place.

use core::ops::Range;

use rand_core::Rng;

use super::Split;
use super::marks::{ends, take_evenly};
use super::shuffle::shuffle_pairs;
use super::sort::sort_by_class;
use crate::error::Error;
use crate::loss::Label;
use crate::slices;

/// The folds of a cross-validation: each is held back once, while a network is trained on the others.
///
/// The folds are adjacent ranges of the samples, whose sizes differ by at most 1, as in scikit-learn's `KFold`. [`next`](Self::next) rotates the
/// lists in place, so that both parts are slices. After the last fold, the lists have their first order.
///
/// ```
/// use nn_core::data::Folds;
/// use nn_core::metrics::Confusion;
/// use nn_core::prelude::*;
///
/// type Net = network![1 => Standardize => Dense<1, Sigmoid>];
/// let mut inputs: [[f32; 1]; 20] = core::array::from_fn(|i| [i as f32]);
/// let mut labels: [u8; 20] = core::array::from_fn(|i| u8::from(i >= 10));
///
/// let mut all = Confusion::<2>::new();
/// let mut folds = Folds::stratified(4, &mut inputs, &mut labels, &mut Random::seed(1))?;
/// while let Some(fold) = folds.next(&mut inputs, &mut labels)? {
///     let mut net = Net::random(&mut Random::seed(2));
///     net.standardize(fold.train_inputs)?;
///     let mut trainer = Trainer::<Net, _, _, 15>::new(BinaryCrossEntropy, Adam::new(0.2));
///     Fit::epochs(200).run(&mut trainer, &mut net, (fold.train_inputs, fold.train_targets))?;
///     all += Confusion::of(&net, fold.test_inputs, fold.test_targets)?;
/// }
/// assert!(all.accuracy() >= 0.9);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// Do not change samples inside of the loop: the next fold has the same ones. [`Standardize`](crate::layer::Standardize) as a layer changes no samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folds {
    samples: usize,
    folds: usize,
    completed: usize,
}

impl Folds {
    /// Folds of this number of samples, in the order of the lists.
    ///
    /// ```
    /// use nn_core::data::Folds;
    ///
    /// let folds = Folds::new(3, 10)?;
    /// assert_eq!([0, 1, 2].map(|fold| folds.range(fold)), [0..4, 4..7, 7..10]);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// There are fewer than 2 folds, or fewer samples than folds.
    pub fn new(folds: usize, samples: usize) -> Result<Self, Error> {
        if folds < 2 {
            return Err(Error::Setting {
                name: "folds",
                value: folds as f32,
                rule: "it must be at least 2",
            });
        }
        if samples < folds {
            return Err(Error::Setting {
                name: "folds",
                value: folds as f32,
                rule: "each fold needs at least one sample: pass more samples, or fewer folds",
            });
        }
        Ok(Folds {
            samples,
            folds,
            completed: 0,
        })
    }

    /// Shuffles a data set in place and divides it into folds.
    ///
    /// # Errors
    /// As for [`new`](Self::new), or there are no samples or not as many targets as inputs. Nothing is then changed.
    pub fn shuffled<S, T, R: Rng + ?Sized>(
        folds: usize,
        inputs: &mut [S],
        targets: &mut [T],
        rng: &mut R,
    ) -> Result<Self, Error> {
        Error::check_lengths(inputs.len(), targets.len())?;
        let folds = Folds::new(folds, inputs.len())?;
        shuffle_pairs(inputs, targets, rng);
        Ok(folds)
    }

    /// Shuffles a data set in place and divides it into folds with about the same share of each class.
    ///
    /// # Errors
    /// As for [`shuffled`](Self::shuffled).
    pub fn stratified<S, Y: Label, R: Rng + ?Sized>(
        folds: usize,
        inputs: &mut [S],
        labels: &mut [Y],
        rng: &mut R,
    ) -> Result<Self, Error> {
        let folds = Folds::shuffled(folds, inputs, labels, rng)?;
        sort_by_class(inputs, labels);
        let (mut inputs, mut labels) = (inputs, labels);
        for fold in (0..folds.folds).rev() {
            let taken = folds.range(fold).len();
            take_evenly(inputs, labels, taken);
            let [rest, last] = ends(inputs, labels, taken);
            shuffle_pairs(last.0, last.1, rng);
            (inputs, labels) = rest;
        }
        Ok(folds)
    }

    /// The range of a fold in the first order of the lists. It is empty if there is no such fold.
    pub fn range(&self, fold: usize) -> Range<usize> {
        self.start(fold)..self.start(fold.saturating_add(1))
    }

    /// The number of samples in the folds before this one.
    fn start(&self, fold: usize) -> usize {
        let fold = fold.min(self.folds);
        let size = self.samples.checked_div(self.folds).unwrap_or_default();
        let larger = self.samples - size * self.folds;
        fold * size + fold.min(larger)
    }

    /// Holds back the next fold: rotates the lists so that it is at their end. `None` after the last fold, when the lists have their first
    /// order again.
    ///
    /// # Errors
    /// The lists do not have the number of samples of the folds. Nothing is then changed.
    pub fn next<'a, S, T>(
        &mut self,
        inputs: &'a mut [S],
        targets: &'a mut [T],
    ) -> Result<Option<Split<'a, S, T>>, Error> {
        Error::check_lengths(inputs.len(), targets.len())?;
        if inputs.len() != self.samples {
            return Err(Error::Setting {
                name: "samples",
                value: inputs.len() as f32,
                rule: "the lists must be those of the folds, with the same number of samples",
            });
        }
        if self.completed >= self.folds {
            return Ok(None);
        }
        let test = self.range(self.completed).len();
        self.completed += 1;
        rotate(inputs, test);
        rotate(targets, test);
        Ok(Some(Split::last(inputs, targets, test)))
    }
}

/// Moves the first `count` elements to the end.
fn rotate<T>(values: &mut [T], count: usize) {
    let (first, rest) = slices::split_mut(values, count);
    reverse(first);
    reverse(rest);
    reverse(values);
}

/// Reverses the order. Unlike the method of slices it has no path to a panic.
fn reverse<T>(values: &mut [T]) {
    let mut rest = values.iter_mut();
    while let (Some(first), Some(last)) = (rest.next(), rest.next_back()) {
        core::mem::swap(first, last);
    }
}
