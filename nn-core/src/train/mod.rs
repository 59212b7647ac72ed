//! Training: single steps, whole runs, and when to stop.
//!
//! There are two trainers. A [`Trainer`] takes mini-batches and any optimizer. It holds the gradients, the optimizer's state and a tape
//! for as many samples as its type says. An [`OnlineTrainer`] takes one sample at a time and moves the weights layer by layer. It holds no
//! gradients, so a network trains in little more memory than its weights take.
//!
//! Either takes single steps, or is driven over a data set by [`Fit`].

mod copy;
mod evaluate;
mod fit;
mod gradient;
mod has_loss;
mod observer;
mod online;
mod permutation;
mod persist;
mod propagate;
mod ram;
mod report;
mod run;
mod samples;
mod trainer;

pub use self::fit::Fit;
pub use self::has_loss::HasLoss;
pub use self::observer::{Epoch, Observe, Observer, Progress, Verdict};
pub use self::online::OnlineTrainer;
pub use self::permutation::Permutation;
pub use self::ram::TrainRam;
pub use self::report::{Reason, Report};
pub use self::run::Run;
pub use self::samples::Samples;
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

/// A trainer that [`Fit`] can drive: it trains on samples picked out of a data set.
///
/// `T` is the type of one target.
#[diagnostic::on_unimplemented(
    message = "this trainer does not train this network",
    label = "a trainer of another network"
)]
pub trait Learner<N: TrainableNetwork, T>: HasLoss {
    /// The largest number of samples in one step.
    const CAPACITY: usize;

    /// One step with the samples of these indices.
    ///
    /// # Errors
    /// A setting, the data or the numbers do not allow the step. The network is then unchanged.
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
