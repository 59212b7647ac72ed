//! Factors between scales.

use super::multiplier_of;
use super::rounding::Rounding;
use crate::state::{Values, ValuesMut};
use crate::zero::Zero;

/// Factors between the scales of whole tensors, as multipliers and shifts. They follow from the scales.
#[derive(Debug, Clone, PartialEq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Factors<const N: usize> {
    /// The multipliers, from `2^30` to `2^31`.
    pub multiplier: [i32; N],
    /// The shifts: a factor is `multiplier / 2^31 * 2^shift`.
    pub shift: [i8; N],
}

impl<const N: usize> Zero for Factors<N> {
    const ZERO: Self = Factors {
        multiplier: [0; N],
        shift: [0; N],
    };
}

impl<const N: usize> Factors<N> {
    /// The nearest factors with the rounding `R`.
    pub const fn of<R: Rounding>(reals: [f64; N]) -> Self {
        let mut factors = Factors::ZERO;
        let mut index = 0;
        while index < N {
            (factors.multiplier[index], factors.shift[index]) = multiplier_of::<R>(reals[index]);
            index += 1;
        }
        factors
    }

    /// Visits the multipliers and the shifts.
    pub(crate) fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        visit(Values::I32(&self.multiplier));
        visit(Values::I8(&self.shift));
    }

    /// Visits the multipliers and the shifts, mutably.
    pub(crate) fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        visit(ValuesMut::I32(&mut self.multiplier));
        visit(ValuesMut::I8(&mut self.shift));
    }
}
