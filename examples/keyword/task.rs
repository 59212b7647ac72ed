//! What the networks learn: samples, and how they change for training.

use examples::labeled::Labeled;
use nn_core::layer::Standardize;
use nn_core::prelude::*;

/// A sample: the course of each channel.
pub(crate) type Sample<const C: usize, const L: usize> = [[f32; L]; C];

/// Samples of `C` channels and `L` frames for training and for the test.
pub(crate) struct Task<const C: usize, const L: usize> {
    pub(crate) train: Labeled<Sample<C, L>>,
    pub(crate) test: Labeled<Sample<C, L>>,
    /// The person whose samples are held out for a second test.
    pub(crate) held_out: u8,
    /// Returns another version of a sample.
    pub(crate) change: fn(&Sample<C, L>, &mut Random) -> Sample<C, L>,
}

impl<const C: usize, const L: usize> Task<C, L> {
    /// The task whose test has the samples of the person that is held out from training.
    pub(crate) fn of_unknown_person(&self) -> Self {
        let (train, test) = self.train.without(self.held_out);
        Task {
            train,
            test,
            ..*self
        }
    }

    /// The statistics of the training samples.
    ///
    /// # Errors
    /// There are no samples.
    pub(crate) fn scale(&self) -> Result<Standardize<C, Sample<C, L>>, nn_core::Error> {
        Standardize::of(&self.train.samples)
    }
}
