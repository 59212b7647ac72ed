//! The memory of inference and of training: the arena, and the buffers of a trainer.

use core::fmt;

use crate::activation::Activation;
use crate::aligned::Aligned;
use crate::layer::{Scalar, Trainable};
use crate::network::Network;
use crate::scratch::with_zeros;
use crate::zero::Zero;

/// The arena of the network `N`. Its size is exactly [`N::INFER_RAM_BYTES`](Network::INFER_RAM_BYTES).
///
/// It is as long as the largest sum of a layer's input and output. The network's own input is read in place.
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Workspace<N: Network>(<N::Element as Scalar>::Block<N::Arena>);

impl<N: Network> Zero for Workspace<N> {
    const ZERO: Self = Workspace(Zero::ZERO);
}

impl<N: Network> fmt::Debug for Workspace<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workspace").finish_non_exhaustive()
    }
}

impl<N: Network> Workspace<N> {
    pub(crate) fn as_mut_slice(&mut self) -> &mut [N::Element] {
        self.0.as_mut()
    }
}

/// Calls `work` with a workspace: a large one is on the heap if there is one, others are on the stack.
#[inline]
pub(crate) fn with_workspace<N: Network, R>(work: impl FnOnce(&mut Workspace<N>) -> R) -> R {
    with_zeros::<Aligned<Workspace<N>>, R>(|workspace| work(workspace))
}

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
    /// Ends an accepted step: the layers update their statistics, and the next step follows.
    pub(crate) fn update_statistics(&mut self, net: &mut N) {
        net.update_statistics(&self.tape);
        self.step = self.step.wrapping_add(1);
    }
}
