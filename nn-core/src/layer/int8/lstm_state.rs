//! What an LSTM of `i8` remembers.

use crate::opaque::opaque;
use crate::zero::Zero;

/// What an [`LstmI8`](super::LstmI8) remembers from step to step, and the numbers of a step. It does not depend on the number of steps.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct LstmStateI8<const H: usize> {
    /// The sums of the gates, and then their values.
    pub(super) gates: [[i16; H]; 4],
    /// The cell.
    pub(crate) cell: [i16; H],
    /// The state without its zero, which is the state 0 before the first step. The difference wraps.
    pub(crate) state: [i8; H],
    /// The state.
    pub(super) output: [i8; H],
}

impl<const H: usize> Zero for LstmStateI8<H> {
    const ZERO: Self = LstmStateI8 {
        gates: Zero::ZERO,
        cell: Zero::ZERO,
        state: Zero::ZERO,
        output: Zero::ZERO,
    };
}

impl<const H: usize> Clone for LstmStateI8<H> {
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.clone_from(self);
        copy
    }

    /// Copies in place. The other numbers are those of the last step, which no step reads.
    fn clone_from(&mut self, source: &Self) {
        self.cell = source.cell;
        self.state = source.state;
    }
}

opaque!([const H: usize] LstmStateI8<H>);
