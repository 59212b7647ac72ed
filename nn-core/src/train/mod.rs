//! Training: one step, whole runs, and when to stop.
//!
//! There are two ways to train, and the choice is visible. A [`Trainer`] learns from mini-batches with any optimiser;
//! it holds the gradients, the optimiser's state and a tape for as many samples as its type says. [`Online`] learns
//! from one sample at a time and moves the weights while it goes back through the layers; it holds no gradients, so a
//! network trains in little more than the room of its weights.
//!
//! Either can be stepped by hand or driven over a data set by [`Fit`].

mod evaluate;
mod fit;
mod gradient;
mod observer;
mod online;
mod permutation;
mod propagate;
mod ram;
mod report;
mod run;
mod stored;
mod trainer;

pub use self::fit::Fit;
pub use self::observer::{Epoch, Observer, Progress};
pub use self::online::Online;
pub use self::permutation::Permutation;
pub use self::ram::TrainRam;
pub use self::report::{Reason, Report};
pub use self::run::Run;
pub use self::trainer::Trainer;

use crate::error::Error;
use crate::network::TrainableNetwork;

/// What one training step saw, before it changed the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Step {
    /// The mean loss of the batch.
    pub loss: f32,
    /// The Euclidean norm of the gradient of that loss.
    pub gradient_norm: f32,
}

/// Something that [`Fit`] can drive: it learns from samples picked out of a data set.
///
/// `T` is the type of one target.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not train this network with targets of type `{T}`",
    label = "network or targets of another type"
)]
pub trait Learner<N: TrainableNetwork, T> {
    /// The most samples that it can learn from at once.
    const CAPACITY: usize;

    /// One step with the samples of these indices.
    ///
    /// # Errors
    /// The network is as it was before if the data or the numbers do not allow the step.
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
