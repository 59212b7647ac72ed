//! What a run needs of a trainer.

use super::clip::Clip;
use super::{HasLoss, Step};
use crate::error::Error;
use crate::network::{TrainableNetwork, Workspace};

/// A trainer that [`Fit`](super::Fit) can use: it trains on samples of a data set that are selected by their indices.
///
/// `T` is the type of one target. A learner of your own that contains a [`Trainer`](super::Trainer) passes on what it does not change:
///
/// ```
/// use nn_core::Error;
/// use nn_core::prelude::*;
/// use nn_core::train::{Clip, HasLoss, Learner};
///
/// type Line = network![1 => Dense<1>];
///
/// /// Counts the samples that a trainer has learned from.
/// struct Counted<L> {
///     inner: L,
///     samples: usize,
/// }
///
/// impl<L: HasLoss> HasLoss for Counted<L> {
///     type Loss = L::Loss;
/// }
///
/// impl<N: TrainableNetwork, T, L: Learner<N, T>> Learner<N, T> for Counted<L> {
///     const CAPACITY: usize = L::CAPACITY;
///     const WEIGHTED: bool = L::WEIGHTED;
///
///     fn weight(&self, target: &T) -> f32 {
///         self.inner.weight(target)
///     }
///
///     fn learn<C: Clip>(
///         &mut self, net: &mut N, inputs: &[N::Input], targets: &[T], picks: &mut dyn Iterator<Item = usize>, clip: C,
///     ) -> Result<Step, Error> {
///         let samples = &mut self.samples;
///         self.inner.learn(net, inputs, targets, &mut picks.inspect(|_| *samples += 1), clip)
///     }
///
///     fn loss_in(
///         &self, net: &N, inputs: &[N::Input], targets: &[T], workspace: &mut Workspace<N>,
///     ) -> Result<f32, Error> {
///         self.inner.loss_in(net, inputs, targets, workspace)
///     }
///
///     fn learning_rate(&self) -> Result<f32, Error> {
///         self.inner.learning_rate()
///     }
///
///     fn set_learning_rate(&mut self, learning_rate: f32) {
///         self.inner.set_learning_rate(learning_rate);
///     }
/// }
///
/// let inner = OnlineTrainer::new(MeanSquaredError, 0.1);
/// let mut counted = Counted { inner, samples: 0 };
/// Fit::epochs(5).run(&mut counted, &mut Line::ZERO, ([[1.0], [2.0]], [[2.0], [4.0]]))?;
/// assert_eq!(counted.samples, 10);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "this trainer does not train this network",
    label = "a trainer of another network"
)]
pub trait Learner<N: TrainableNetwork, T>: HasLoss {
    /// The largest number of samples in one step.
    const CAPACITY: usize;
    /// Whether [`weight`](Self::weight) can differ from 1.
    const WEIGHTED: bool = false;

    /// The weight of a sample with this target, by which the loss of an epoch is averaged. [`Fit`](super::Fit) skips a batch that
    /// [`learn`](Self::learn) refuses because the sum of its weights is 0.
    fn weight(&self, target: &T) -> f32 {
        let _ = target;
        1.0
    }

    /// One step with the samples of these indices, and with a gradient that `clip` limits.
    ///
    /// # Errors
    /// A setting or the data are not allowed, or a result is not finite. The network is then unchanged.
    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error>;

    /// The mean loss over samples, without training.
    ///
    /// # Errors
    /// As for [`Trainer::loss_in`](super::Trainer::loss_in).
    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error>;

    /// The learning rate.
    ///
    /// # Errors
    /// A setting of the optimizer is out of its range or was not set.
    fn learning_rate(&self) -> Result<f32, Error>;

    /// Changes the learning rate, as a schedule does.
    fn set_learning_rate(&mut self, learning_rate: f32);
}

#[cfg(feature = "alloc")]
impl<N: TrainableNetwork, T, L: Learner<N, T>> Learner<N, T> for alloc::boxed::Box<L> {
    const CAPACITY: usize = L::CAPACITY;
    const WEIGHTED: bool = L::WEIGHTED;

    fn weight(&self, target: &T) -> f32 {
        (**self).weight(target)
    }

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        (**self).learn(net, inputs, targets, picks, clip)
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        (**self).loss_in(net, inputs, targets, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        (**self).learning_rate()
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        (**self).set_learning_rate(learning_rate);
    }
}
