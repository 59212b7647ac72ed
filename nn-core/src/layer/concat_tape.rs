//! What a concatenation remembers.

use super::{Layer, Part};
use crate::zero::Zero;

/// What a [`Concat`](super::Concat) remembers: all of both branches, and the room for the gradient that the last one gives.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "X::Tape<BATCH>: bytemuck::Zeroable, Y::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct ConcatTape<X: Layer, Y: Layer, const BATCH: usize> {
    pub(super) first: Part<X, BATCH>,
    pub(super) last: Part<Y, BATCH>,
    pub(super) d_input: [Y::Input; BATCH],
}

impl<X: Layer, Y: Layer, const BATCH: usize> Zero for ConcatTape<X, Y, BATCH> {
    const ZERO: Self = ConcatTape {
        first: Zero::ZERO,
        last: Zero::ZERO,
        d_input: Zero::ZERO,
    };
}
