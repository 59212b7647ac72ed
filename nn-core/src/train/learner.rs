//! What a run needs of a trainer.

use super::clip::Clip;
use super::gradient::gradient;
use super::{HasLoss, OnlineTrainer, Step, Trainer};
use crate::batch::Batch;
use crate::error::Error;
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{TrainableNetwork, Workspace};
use crate::optim::Optimizer;
use crate::{settings, slices};

/// A trainer that [`Fit`](super::Fit) can use: it trains on samples of a data set that are selected by their indices.
///
/// `T` is the type of one target. A learner of your own that contains a [`Trainer`] passes on what it does not change:
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
    /// As for [`Trainer::loss_in`].
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

impl<N, L, O, T, const BATCH: usize> Learner<N, T> for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = BATCH;

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        self.check(clip)?;
        let mut count = 0;
        for (slot, pick) in self.order.iter_mut().zip(picks) {
            *slot = pick as u32;
            count += 1;
        }
        let order = slices::range(&self.order, ..count);
        let step = gradient(
            net,
            &self.loss_function,
            &mut self.buffers,
            &mut self.gradients,
            Batch::picked(inputs, order),
            Batch::picked(targets, order),
        )?;
        self.advance(net, step, clip)
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        self.loss_in(net, inputs, targets, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        self.optimizer.check()?;
        Ok(self.optimizer.learning_rate())
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.optimizer.set_learning_rate(learning_rate);
    }
}

impl<N, L, T> Learner<N, T> for OnlineTrainer<N, L>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    const CAPACITY: usize = 1;

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        let sample = picks.next().ok_or(Error::NoData)?;
        match (inputs.get(sample), targets.get(sample)) {
            (Some(input), Some(target)) => self
                .step_clipped(net, input, target, clip)
                .map_err(|error| error.with_sample(sample)),
            _ => Err(Error::NoData),
        }
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        self.loss_in(net, inputs, targets, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        settings::learning_rate(self.learning_rate)?;
        Ok(settings::rate(self.learning_rate))
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.set_learning_rate(learning_rate);
    }
}

#[cfg(feature = "alloc")]
impl<N: TrainableNetwork, T, L: Learner<N, T>> Learner<N, T> for alloc::boxed::Box<L> {
    const CAPACITY: usize = L::CAPACITY;

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
