//! The buffers of training.

use core::fmt;

use crate::activation::Activation;
use crate::layer::Trainable;
use crate::zero::Zero;

/// The buffers of training for up to `BATCH` samples: the tape, the outputs and their gradients. Weights, gradients of parameters and the
/// optimizer's state are not part of it.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "N::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct TrainBuffers<N: Trainable, const BATCH: usize> {
    /// The seed of all random numbers in training.
    pub(crate) seed: u32,
    /// The number of steps taken.
    pub(crate) step: u32,
    pub(crate) tape: N::Tape<BATCH>,
    pub(crate) outputs: [N::Output; BATCH],
    pub(crate) d_outputs: [N::Output; BATCH],
    pub(crate) memory: [<N::Activation as Activation>::Memory<N::Output>; BATCH],
}

/// The memory of online training besides the weights and the settings of a loss: the learning rate, and buffers for one sample.
pub type OnlineBuffers<N> = (f32, TrainBuffers<N, 1>);

impl<N: Trainable, const BATCH: usize> Zero for TrainBuffers<N, BATCH> {
    const ZERO: Self = TrainBuffers {
        seed: 0,
        step: 0,
        tape: Zero::ZERO,
        outputs: Zero::ZERO,
        d_outputs: Zero::ZERO,
        memory: Zero::ZERO,
    };
}

impl<N: Trainable, const BATCH: usize> fmt::Debug for TrainBuffers<N, BATCH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrainBuffers")
            .field("seed", &self.seed)
            .field("step", &self.step)
            .finish_non_exhaustive()
    }
}

impl<N: Trainable, const BATCH: usize> TrainBuffers<N, BATCH> {
    /// Ends an accepted step: updates the statistics of the layers, and counts the step.
    pub(crate) fn update_statistics(&mut self, net: &mut N) {
        net.update_statistics(&self.tape);
        self.step = self.step.wrapping_add(1);
    }
}
