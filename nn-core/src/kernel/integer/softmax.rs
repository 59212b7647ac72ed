//! Softmax in integers, with the bits of TensorFlow Lite Micro.

use super::Double;
use super::fixed_point::{exp, reciprocal};
use super::multiplier::multiplier_of;
use super::rounding::requantize;
use super::shift::half_away;

/// The integer bits of the differences to the maximum.
const BITS: u32 = 5;

/// The integer bits of the sum of all exponentials.
const SUM_BITS: u8 = 12;

/// Softmax of numbers with a given scale: their differences to the maximum become fixed-point numbers by a multiplier and a shift.
///
/// The result has the factor [`FACTOR`](Self::FACTOR) and the zero [`ZERO_POINT`](Self::ZERO_POINT).
///
/// ```
/// use nn_core::kernel::integer::Exponents;
///
/// const EXPONENTS: Exponents = Exponents::of(0.125);
/// let mut values = [0, 8, -20]; // 0, 1 and -2.5
/// EXPONENTS.softmax(&mut values);
/// assert_eq!(values, [-61, 55, -122]); // 0.26, 0.72 and 0.02
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Exponents {
    /// The multiplier.
    pub multiplier: i32,
    /// The smallest difference whose exponential counts.
    pub least: i32,
    /// The shift.
    pub shift: i8,
}

impl Exponents {
    /// The distance between two consecutive results.
    pub const FACTOR: f32 = 1.0 / 256.0;
    /// The result that represents 0.
    pub const ZERO_POINT: i32 = -128;

    /// For numbers with this distance between two consecutive ones.
    #[must_use]
    pub const fn of(factor: f32) -> Self {
        let real = factor as f64 * (1 << (31 - BITS)) as f64;
        let real = if real < i32::MAX as f64 {
            real
        } else {
            i32::MAX as f64
        };
        let (multiplier, shift) = multiplier_of::<Double>(real);
        let range = ((1 << BITS) - 1) << (31 - BITS);
        Exponents {
            multiplier,
            least: -(range >> if shift > 0 { shift } else { 0 }),
            shift,
        }
    }

    /// Replaces the numbers of one sample by their softmax.
    ///
    /// The exponentials and the reciprocal of their sum are those of gemmlowp. (TensorFlow Lite, `reference_ops::Softmax`.)
    pub fn softmax(&self, values: &mut [i8]) {
        let largest = values.iter().copied().max().unwrap_or_default();
        let mut sum = 0_i32;
        for value in values.iter() {
            if let Some(power) = self.power(*value, largest) {
                sum = sum.saturating_add(half_away(power, SUM_BITS));
            }
        }
        // sum = (1 + rest) 2^over, with the 19 fractional bits of the sum
        let zeros = sum.leading_zeros();
        let rest = ((sum.cast_unsigned() << (zeros & 31)) ^ (1 << 31)).cast_signed();
        let scale = reciprocal(rest.max(0));
        let shift = (31 - 8 + i32::from(SUM_BITS)).saturating_sub_unsigned(zeros) as u8;
        for value in values {
            let power = self.power(*value, largest).unwrap_or_default();
            let product = super::rounding::doubled_high(scale, power);
            let number = if shift < 32 {
                half_away(product, shift)
            } else {
                0
            };
            *value = (number + Self::ZERO_POINT).min(127) as i8;
        }
    }

    /// `e^(value - largest)` with no integer bits, unless it is too small to count.
    #[inline(always)]
    fn power(&self, value: i8, largest: i8) -> Option<i32> {
        let difference = i32::from(value) - i32::from(largest);
        let rescaled = requantize::<Double>(difference, self.multiplier, self.shift);
        (difference >= self.least).then(|| exp::<BITS>(rescaled.min(0)))
    }
}
