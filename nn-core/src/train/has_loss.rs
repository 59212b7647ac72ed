//! The loss of a trainer as a type.

use super::{OnlineTrainer, Trainer};
use crate::network::TrainableNetwork;
use crate::optim::Optimizer;

/// The loss of a trainer. [`Fit::run`](super::Fit::run) checks the type of the targets with it.
pub trait HasLoss {
    /// The loss.
    type Loss;
}

impl<N: TrainableNetwork, L, O: Optimizer, const BATCH: usize> HasLoss for Trainer<N, L, O, BATCH> {
    type Loss = L;
}

impl<N: TrainableNetwork, L> HasLoss for OnlineTrainer<N, L> {
    type Loss = L;
}

#[cfg(feature = "alloc")]
impl<L: HasLoss> HasLoss for alloc::boxed::Box<L> {
    type Loss = L::Loss;
}
