//! The memory of inference and of training.

use crate::activation::Activation;
use crate::aligned::Aligned;
use crate::layer::{Scalar, Trainable};
use crate::network::Network;
use crate::scratch::with_zeros;
use crate::settings::Rate;
use crate::zero::Zero;

/// The arena of the network `N`: [`N::INFER_RAM_BYTES`](Network::INFER_RAM_BYTES), exactly.
///
/// It is as long as the largest sum of the input and the output of a layer. The input of the network is not copied.
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Workspace<N: Network>(<N::Element as Scalar>::Block<N::Arena>);

impl<N: Network> Zero for Workspace<N> {
    const ZERO: Self = Workspace(Zero::ZERO);
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

/// The room of training beside weights, gradients and optimiser: the tape, the outputs and their gradients, for up to
/// `BATCH` samples.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "N::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct Room<N: Trainable, const BATCH: usize> {
    /// Of all random numbers in training.
    pub(crate) seed: u32,
    /// How many steps were taken.
    pub(crate) step: u32,
    pub(crate) tape: N::Tape<BATCH>,
    pub(crate) outputs: [N::Output; BATCH],
    pub(crate) d_outputs: [N::Output; BATCH],
    pub(crate) memory: [<N::Activation as Activation>::Memory<N::Output>; BATCH],
}

impl<N: Trainable, const BATCH: usize> Zero for Room<N, BATCH> {
    const ZERO: Self = Room {
        seed: 0,
        step: 0,
        tape: Zero::ZERO,
        outputs: Zero::ZERO,
        d_outputs: Zero::ZERO,
        memory: Zero::ZERO,
    };
}

impl<N: Trainable, const BATCH: usize> Room<N, BATCH> {
    /// After a step that was not refused: lets the layers keep what they measured, and goes on to the next.
    pub(crate) fn update_statistics(&mut self, net: &mut N) {
        net.update_statistics(&self.tape);
        self.step = self.step.wrapping_add(1);
    }
}

/// All that online training needs beside the weights and a loss without settings.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "N::Tape<1>: bytemuck::Zeroable")
)]
pub struct OnlineRoom<N: Trainable> {
    pub(crate) learning_rate: Rate,
    pub(crate) room: Room<N, 1>,
}
