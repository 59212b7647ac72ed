//! Numbers of one scale become numbers of another one.

use super::multiplier::multiplier_of;
use super::rounding::{Rounding, requantize};

/// The factor between two scales, as a multiplier and a shift.
///
/// ```
/// use nn_core::kernel::integer::{Rescale, Single};
///
/// const HALF: Rescale = Rescale::between::<Single>(0.05, 0.1);
/// let mut values = [10, 11, -128];
/// HALF.apply::<Single>([0, 5], &mut values);
/// assert_eq!(values, [10, 11, -59]); // 5 + 5, 5.5 + 5 rounded up, -64 + 5
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Rescale {
    /// The multiplier.
    pub multiplier: i32,
    /// The shift: the factor is `multiplier / 2^31 * 2^shift`.
    pub shift: i8,
}

impl Rescale {
    /// From numbers with the factor `from` to numbers with the factor `to`.
    #[must_use]
    pub const fn between<R: Rounding>(from: f32, to: f32) -> Self {
        let (multiplier, shift) = multiplier_of::<R>(from as f64 / to as f64);
        Rescale { multiplier, shift }
    }

    /// From sums of `count` numbers with the factor `from` to means with the factor `to`.
    ///
    /// With [`Double`](super::Double), the multiplier is divided by `count` and rounded down, as TensorFlow Lite Micro does it. Its
    /// relative error is then less than `2^-28`.
    #[must_use]
    pub const fn mean<R: Rounding>(from: f32, to: f32, count: usize) -> Self {
        let count = if count > 0 { count as u64 } else { 1 };
        if const { R::BITS != 31 } {
            let (multiplier, shift) = multiplier_of::<R>(from as f64 / to as f64 / count as f64);
            return Rescale { multiplier, shift };
        }
        let (multiplier, shift) = multiplier_of::<R>(from as f64 / to as f64);
        let by = count.ilog2() as i32;
        let most = 31 + shift as i32;
        let by = if by < most { by } else { most };
        let by = if by < 32 { by } else { 32 };
        Rescale {
            multiplier: (((multiplier as u64) << by) / count) as i32,
            shift: (shift as i32 - by) as i8,
        }
    }

    /// Replaces numbers by those of the other scale, from the first zero to the second one. (TensorFlow Lite's `QUANTIZE` of int8.)
    #[inline]
    pub fn apply<R: Rounding>(self, zeros: [i32; 2], values: &mut [i8]) {
        for value in values {
            *value = self.number::<R>(zeros, *value);
        }
    }

    /// A number of the other scale.
    #[inline(always)]
    fn number<R: Rounding>(self, [from, to]: [i32; 2], value: i8) -> i8 {
        self.sum::<R>(i32::from(value).wrapping_sub(from), to, [-128, 127])
    }

    /// A sum of differences to the zero, as a number of the other scale.
    #[inline(always)]
    pub(super) fn sum<R: Rounding>(self, sum: i32, zero: i32, [least, most]: [i32; 2]) -> i8 {
        let number = requantize::<R>(sum, self.multiplier, self.shift);
        number.saturating_add(zero).min(most).max(least) as i8
    }
}
