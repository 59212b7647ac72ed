//! The memory of a stream.

use core::fmt;

use super::{Meaning, Stream};
use crate::layer::Scalar;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// What a stream of the network `N` remembers of the past steps: what [`streaming!`](crate::streaming) writes.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "N::State: bytemuck::Zeroable")
)]
pub struct Live<N: Stream> {
    state: N::State,
}

impl<N: Stream> Live<N> {
    /// The number of steps until the first output.
    pub const WARM_UP: usize = N::WARM_UP;
    /// The number of steps from one output to the next.
    pub const STEP: usize = N::STEP;
    /// The multiply-accumulate operations of a step in which every layer computes.
    pub const MACS_PER_STEP: usize = N::MACS_PER_STEP;
    /// The size of the memory, in bytes.
    pub const STATE_BYTES: usize = size_of::<Self>();
    /// What an output equals.
    pub const MEANING: Meaning = N::MEANING;

    /// Takes one step: a value for each channel. Returns the output if a new one is complete: first after
    /// [`WARM_UP`](Self::WARM_UP) steps, then every [`STEP`](Self::STEP) steps.
    #[inline]
    pub fn push(&mut self, net: &N, frame: &N::Frame) -> Option<&N::Step> {
        let output = net.push(&mut self.state, frame)?;
        N::Element::apply::<N::Activation>(output.as_mut_slice());
        Some(output)
    }

    /// Forgets all steps.
    pub fn reset(&mut self) {
        self.state = N::State::ZERO;
    }
}

/// A stream whose first output is after `WARM_UP` steps. The macro computes this number where the type is written, so that padding that
/// needs later steps is an error of `cargo check`.
pub trait Checked<const WARM_UP: usize> {
    /// The stream.
    type Live;
}

impl<N: Stream, const WARM_UP: usize> Checked<WARM_UP> for Live<N> {
    type Live = Self;
}

impl<N: Stream> Zero for Live<N> {
    const ZERO: Self = Live {
        state: N::State::ZERO,
    };
}

impl<N: Stream> Default for Live<N> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<N: Stream> Clone for Live<N> {
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

impl<N: Stream> fmt::Debug for Live<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live")
            .field("bytes", &Self::STATE_BYTES)
            .finish_non_exhaustive()
    }
}
