//! The memory of a stream.

use core::fmt;

use super::{Meaning, Stream, Streamed};
use crate::layer::Scalar;
use crate::network::Composed;
use crate::tensor::Tensor;
use crate::zero::Zero;

pub(super) type State<N> = <<N as Composed>::Layers as Stream>::State;
type Frame<N> = <<N as Composed>::Layers as Stream>::Frame;
type Step<N> = <<N as Composed>::Layers as Stream>::Step;

/// What a stream of the network `N` remembers of the past steps: what [`streaming!`](crate::streaming) writes.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "State<N>: bytemuck::Zeroable")
)]
pub struct Live<N: Streamed> {
    pub(super) state: State<N>,
}

impl<N: Streamed> Live<N> {
    /// The number of steps until the first output.
    pub const WARM_UP: usize = N::Layers::WARM_UP;
    /// The number of steps from one output to the next.
    pub const STEP: usize = N::Layers::STEP;
    /// The multiply-accumulate operations of a step in which every layer computes.
    pub const MACS_PER_STEP: usize = N::Layers::MACS_PER_STEP;
    /// The size of the memory, in bytes.
    pub const STATE_BYTES: usize = size_of::<Self>();
    /// What an output equals.
    pub const MEANING: Meaning = N::Layers::MEANING;

    /// Takes one step: a value for each channel. Returns the output if a new one is complete: first after
    /// [`WARM_UP`](Self::WARM_UP) steps, then every [`STEP`](Self::STEP) steps.
    #[inline]
    pub fn push(&mut self, net: &N, frame: &Frame<N>) -> Option<&Step<N>> {
        let output = net.layers().push(&mut self.state, frame)?;
        N::Element::apply::<N::Activation>(output.as_mut_slice());
        Some(output)
    }

    /// Forgets all steps.
    pub fn reset(&mut self) {
        self.state = Zero::ZERO;
    }
}

/// A stream whose first output is after `WARM_UP` steps. The macro computes this number where the type is written, so that padding that
/// needs later steps is an error of `cargo check`.
pub trait Checked<const WARM_UP: usize> {
    /// The stream.
    type Live;
}

impl<N: Streamed, const WARM_UP: usize> Checked<WARM_UP> for Live<N> {
    type Live = Self;
}

impl<N: Streamed> Zero for Live<N> {
    const ZERO: Self = Live { state: Zero::ZERO };
}

impl<N: Streamed> Default for Live<N> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<N: Streamed> Clone for Live<N> {
    fn clone(&self) -> Self {
        Live {
            state: self.state.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.state.clone_from(&source.state);
    }
}

impl<N: Streamed> fmt::Debug for Live<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live")
            .field("bytes", &Self::STATE_BYTES)
            .finish_non_exhaustive()
    }
}
