//! The confusion matrix: how often each class was predicted for each actual class.

use core::ops::AddAssign;

use super::Classes;
use super::classified::for_each_classified;
use super::samples::Real;
use crate::error::Error;
use crate::loss::Label;
use crate::network::{Network, Workspace, with_workspace};
use crate::tensor::Single;

/// The confusion matrix: how often each class was predicted for each actual class.
///
/// Printed with `{}` it is a table of the counts. [`report`](Self::report) is a table of precision, recall and F1.
///
/// ```
/// use nn_core::metrics::Confusion;
/// use nn_core::prelude::*;
///
/// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
/// net.layers.weights = [[1.0]];
/// let (inputs, labels) = ([[2.0], [-2.0], [1.0], [f32::NAN]], [1u8, 0, 0, 1]);
/// let confusion = Confusion::<2>::of(&net, &inputs, &labels)?;
/// assert_eq!(confusion.counts, [[1, 1], [0, 1]]);
/// assert_eq!(confusion.undecided, [0, 1]); // the output is NaN
/// assert_eq!(confusion.accuracy(), 0.5);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confusion<const CLASSES: usize> {
    /// The number of samples of each actual and predicted class: `counts[actual][predicted]`.
    pub counts: [[u32; CLASSES]; CLASSES],
    /// The number of samples of each actual class without a predicted class, because an output is NaN. They count as wrong.
    pub undecided: [u32; CLASSES],
}

impl<const CLASSES: usize> Default for Confusion<CLASSES> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const CLASSES: usize> AddAssign for Confusion<CLASSES> {
    /// Adds the counts of another evaluation, as in cross-validation.
    fn add_assign(&mut self, other: Self) {
        let others = other.counts.iter().flatten().chain(&other.undecided);
        let counts = self.counts.iter_mut().flatten().chain(&mut self.undecided);
        for (count, other) in counts.zip(others) {
            *count = count.saturating_add(*other);
        }
    }
}

impl<const CLASSES: usize> Confusion<CLASSES> {
    /// A matrix of zeros.
    pub const fn new() -> Self {
        Confusion {
            counts: [[0; CLASSES]; CLASSES],
            undecided: [0; CLASSES],
        }
    }

    /// Counts the predictions of a network for samples with known classes.
    ///
    /// # Shapes
    /// The network's output has `CLASSES` numbers, or one number for two classes.
    ///
    /// # Errors
    /// There are no samples, there are not as many labels as inputs, or the output does not have a class.
    pub fn of<N>(net: &N, inputs: &[Real<N>], labels: &[impl Label]) -> Result<Self, Error>
    where
        N: Network<Output: Classes<CLASSES>>,
    {
        with_workspace(|workspace| Self::of_in(net, inputs, labels, workspace))
    }

    /// [`of`](Self::of) in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`of`](Self::of).
    pub fn of_in<N>(
        net: &N,
        inputs: &[Real<N>],
        labels: &[impl Label],
        workspace: &mut Workspace<N>,
    ) -> Result<Self, Error>
    where
        N: Network<Output: Classes<CLASSES>>,
    {
        let classify = |input: &_| net.try_classify_in(input, workspace);
        Self::counted(net, inputs, labels, classify)
    }

    /// Counts the predictions that `classify` returns.
    fn counted<N: Network>(
        net: &N,
        inputs: &[Real<N>],
        labels: &[impl Label],
        classify: impl FnMut(&N::Input) -> Option<usize>,
    ) -> Result<Self, Error> {
        let mut confusion = Self::new();
        for_each_classified(net, inputs, labels, classify, |actual, predicted| {
            confusion.count(actual, predicted);
        })?;
        Ok(confusion)
    }

    /// Counts one prediction. It is `None` if an output is NaN.
    ///
    /// # Errors
    /// A class is not below `CLASSES`. The sample index in the error is 0.
    ///
    /// ```
    /// use nn_core::metrics::Confusion;
    ///
    /// let mut confusion = Confusion::<3>::new();
    /// confusion.add(0u8, Some(0))?;
    /// confusion.add(2u8, Some(1))?;
    /// assert_eq!(confusion.accuracy(), 0.5);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    pub fn add(&mut self, actual: impl Label, predicted: Option<usize>) -> Result<(), Error> {
        let classes = [actual.class(), predicted.unwrap_or_default()];
        if let Some(class) = classes.into_iter().find(|class| *class >= CLASSES) {
            return Err(Error::ClassOutOfRange {
                sample: 0,
                class,
                classes: CLASSES,
            });
        }
        self.count(actual.class(), predicted);
        Ok(())
    }

    /// Counts one prediction of classes that exist.
    fn count(&mut self, actual: usize, predicted: Option<usize>) {
        let count = match predicted {
            Some(predicted) => {
                let row = self.counts.get_mut(actual);
                row.and_then(|row| row.get_mut(predicted))
            }
            None => self.undecided.get_mut(actual),
        };
        if let Some(count) = count {
            *count = count.saturating_add(1);
        }
    }

    /// The fraction of correct predictions, from 0 to 1. It is 0 if nothing was counted.
    pub fn accuracy(&self) -> f32 {
        let counts = self.counts.iter().flatten().chain(&self.undecided);
        let all: u64 = counts.map(|count| u64::from(*count)).sum();
        let correct = (0..CLASSES).filter_map(|c| self.counts.get(c)?.get(c));
        let correct: u64 = correct.map(|count| u64::from(*count)).sum();
        if all == 0 {
            0.0
        } else {
            correct as f32 / all as f32
        }
    }
}

impl Confusion<2> {
    /// Counts the predictions of a network with one output. The class is 1 if the output is above `threshold`.
    ///
    /// ```
    /// use nn_core::metrics::Confusion;
    /// use nn_core::prelude::*;
    ///
    /// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
    /// net.layers.weights = [[1.0]];
    /// let (inputs, labels) = ([[2.0], [-2.0], [1.0]], [true, false, false]);
    /// let confusion = Confusion::at(&net, &inputs, &labels, 0.8)?;
    /// assert_eq!(confusion.counts, [[2, 0], [0, 1]]);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As for [`of`](Self::of).
    pub fn at<N: Network<Output: Single>>(
        net: &N,
        inputs: &[Real<N>],
        labels: &[impl Label],
        threshold: f32,
    ) -> Result<Self, Error> {
        with_workspace(|workspace| Self::at_in(net, inputs, labels, threshold, workspace))
    }

    /// [`at`](Self::at) in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`of`](Self::of).
    pub fn at_in<N: Network<Output: Single>>(
        net: &N,
        inputs: &[Real<N>],
        labels: &[impl Label],
        threshold: f32,
        workspace: &mut Workspace<N>,
    ) -> Result<Self, Error> {
        let classify = |input: &_| net.classify_at_in(input, threshold, workspace);
        Self::counted(net, inputs, labels, classify)
    }
}
