//! Training: single steps, whole runs, and when to stop.
//!
//! There are two trainers. A [`Trainer`] takes mini-batches and any optimizer. It contains the gradients, the state of the optimizer,
//! and a tape for the number of samples that its type states. An [`OnlineTrainer`] takes one sample at a time and moves the weights
//! layer by layer. It stores no gradients of parameters, so training takes little more memory than the weights.
//!
//! Both take single steps. [`Fit`] trains either of them over a data set.

mod average;
mod copy;
mod epoch_mean;
mod evaluate;
mod fit;
mod fit_settings;
mod gradient;
mod has_loss;
mod observer;
mod online;
mod permutation;
mod persist;
mod propagate;
mod ram;
mod replay;
mod report;
mod samples;
mod sliced;
mod trainer;
mod weight;

pub use self::average::{Average, Share};
pub use self::fit::{Fit, Run};
pub use self::has_loss::HasLoss;
pub use self::observer::{Epoch, Observe, Observer, Progress, Verdict};
pub use self::online::OnlineTrainer;
pub use self::permutation::Permutation;
pub use self::ram::TrainRam;
pub use self::replay::Replay;
pub use self::report::{Reason, Report};
pub use self::samples::Samples;
pub use self::sliced::{Divide, Slices};
pub use self::trainer::Trainer;

use crate::error::Error;
use crate::network::TrainableNetwork;

/// The result of one training step, measured before it changed the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Step {
    /// The mean loss of the batch.
    pub loss: f32,
    /// The Euclidean norm of the gradient of that loss.
    pub gradient_norm: f32,
}

/// A trainer that [`Fit`] can use: it trains on samples of a data set that are selected by their indices.
///
/// `T` is the type of one target.
#[diagnostic::on_unimplemented(
    message = "this trainer does not train this network",
    label = "a trainer of another network"
)]
pub trait Learner<N: TrainableNetwork, T>: HasLoss {
    /// The largest number of samples in one step.
    const CAPACITY: usize;
    /// Whether [`weight`](Self::weight) can differ from 1.
    const WEIGHTED: bool = false;

    /// The weight of a sample with this target, by which the loss of an epoch is averaged. [`Fit`] skips a batch that
    /// [`learn`](Self::learn) refuses because the sum of its weights is 0.
    fn weight(&self, target: &T) -> f32 {
        let _ = target;
        1.0
    }

    /// One step with the samples of these indices.
    ///
    /// # Errors
    /// A setting or the data are not allowed, or a result is not finite. The network is then unchanged.
    fn learn(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error>;
}

#[cfg(feature = "alloc")]
impl<N: TrainableNetwork, T, L: Learner<N, T>> Learner<N, T> for alloc::boxed::Box<L> {
    const CAPACITY: usize = L::CAPACITY;
    const WEIGHTED: bool = L::WEIGHTED;

    fn weight(&self, target: &T) -> f32 {
        (**self).weight(target)
    }

    fn learn(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error> {
        (**self).learn(net, inputs, targets, picks)
    }
}
