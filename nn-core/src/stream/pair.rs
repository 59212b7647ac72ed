//! Two states.

use crate::zero::Zero;

/// What two parts of a network remember.
#[derive(Debug, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Pair<A, B> {
    pub(super) first: A,
    pub(super) last: B,
}

impl<A: Clone, B: Clone> Clone for Pair<A, B> {
    fn clone(&self) -> Self {
        Pair {
            first: self.first.clone(),
            last: self.last.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.first.clone_from(&source.first);
        self.last.clone_from(&source.last);
    }
}

impl<A: Zero, B: Zero> Zero for Pair<A, B> {
    const ZERO: Self = Pair {
        first: A::ZERO,
        last: B::ZERO,
    };
}
