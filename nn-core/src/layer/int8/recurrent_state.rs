//! What a recurrent layer of `i8` remembers.

use crate::layer::IntegerRecurrence;
use crate::opaque::opaque;
use crate::zero::Zero;

/// What a recurrent layer of `i8` remembers from step to step, and the sums of a step. It does not depend on the number of steps.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct RecurrentStateI8<K: IntegerRecurrence<H, G>, const H: usize, const G: usize> {
    /// The sums of a step.
    pub(super) sums: [i32; G],
    /// The sums over the state, if they are not added to those over the input.
    pub(super) apart: K::Apart,
    /// The state.
    pub(crate) state: [i16; H],
    /// The cell of an LSTM.
    pub(crate) memory: K::Memory,
    /// The state with 8 bits.
    pub(crate) last: [i8; H],
}

impl<K: IntegerRecurrence<H, G>, const H: usize, const G: usize> Zero
    for RecurrentStateI8<K, H, G>
{
    const ZERO: Self = RecurrentStateI8 {
        sums: Zero::ZERO,
        apart: Zero::ZERO,
        state: Zero::ZERO,
        memory: Zero::ZERO,
        last: Zero::ZERO,
    };
}

impl<K: IntegerRecurrence<H, G>, const H: usize, const G: usize> Clone
    for RecurrentStateI8<K, H, G>
{
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.clone_from(self);
        copy
    }

    /// Copies in place. The sums are those of the last step, which no step reads.
    fn clone_from(&mut self, source: &Self) {
        self.state = source.state;
        self.last = source.last;
        let cells = self.memory.as_mut().iter_mut();
        for (cell, source) in cells.zip(source.memory.as_ref()) {
            *cell = *source;
        }
    }
}

opaque!([K: IntegerRecurrence<H, G>, const H: usize, const G: usize] RecurrentStateI8<K, H, G>);
