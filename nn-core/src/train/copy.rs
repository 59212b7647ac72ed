//! Copies of trainers. `clone_from` copies in place.

use super::{OnlineTrainer, Trainer};
use crate::network::Network;
use crate::optim::Optimizer;
use crate::zero::Zero;

impl<N, L, O, const BATCH: usize> Clone for Trainer<N, L, O, BATCH>
where
    N: Network,
    L: Clone,
    O: Optimizer + Clone,
    O::State<N>: Clone,
{
    fn clone(&self) -> Self {
        let mut copy = Trainer {
            loss_function: self.loss_function.clone(),
            optimizer: self.optimizer.clone(),
            state: Zero::ZERO,
            gradients: Zero::ZERO,
            buffers: Zero::ZERO,
            order: [0; BATCH],
        };
        copy.clone_from(self);
        copy
    }

    /// Copies in place. The buffers of the last step are not copied, as the next step does not read them.
    fn clone_from(&mut self, source: &Self) {
        self.loss_function.clone_from(&source.loss_function);
        self.optimizer.clone_from(&source.optimizer);
        self.state.clone_from(&source.state);
        self.gradients.clone_from(&source.gradients);
        self.buffers.seed = source.buffers.seed;
        self.buffers.step = source.buffers.step;
    }
}

impl<N: Network, L: Clone> Clone for OnlineTrainer<N, L> {
    fn clone(&self) -> Self {
        let mut copy = OnlineTrainer {
            loss_function: self.loss_function.clone(),
            learning_rate: self.learning_rate,
            buffers: Zero::ZERO,
        };
        copy.clone_from(self);
        copy
    }

    /// Copies in place. The buffers of the last step are not copied, as the next step does not read them.
    fn clone_from(&mut self, source: &Self) {
        self.loss_function.clone_from(&source.loss_function);
        self.learning_rate = source.learning_rate;
        self.buffers.seed = source.buffers.seed;
        self.buffers.step = source.buffers.step;
    }
}
