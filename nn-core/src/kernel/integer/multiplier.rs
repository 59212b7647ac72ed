//! Real factors as integers: a multiplier and a shift.

use super::rounding::Rounding;
use crate::require::require;

/// The largest magnitude of a bias.
pub const MOST_BIAS: i32 = (1 << 30) - 1;

/// The largest number of products that a sum can have besides its bias: 33,155.
pub const MOST_TERMS: usize = ((1 << 30) / PRODUCT) as usize;

/// The largest magnitude of a product: a weight of 127 and an input of 255 steps.
const PRODUCT: u64 = 127 * 255;

/// The smallest factor for which a multiplier of 15 bits is not shifted out.
const SMALLEST: f64 = 1.0 / (1 << 18) as f64;

/// The multiplier and the shift of a positive factor: `real = multiplier / 2^31 * 2^shift`.
///
/// The multiplier is from `2^30` to `2^31` and has [`R::BITS`](Rounding::BITS) bits, rounded to the nearest; the lower ones are 0. So
/// its relative error is at most `2^-31` for [`Double`](super::Double), whose result is that of TensorFlow Lite's
/// `QuantizeMultiplier`, and at most `2^-15` for [`Single`](super::Single). A factor below `2^-32` becomes 0, and so does one that is
/// not a positive number. A factor of at least `2^30` becomes the largest one.
///
/// ```
/// use nn_core::kernel::integer::{Double, Single, multiplier_of};
///
/// const HALF: (i32, i8) = multiplier_of::<Double>(0.5);
/// assert_eq!(HALF, (1 << 30, 0));
/// assert_eq!(multiplier_of::<Double>(1.0 / 3.0), (1_431_655_765, -1));
/// assert_eq!(multiplier_of::<Single>(1.0 / 3.0), (21_845 << 16, -1));
/// assert_eq!(multiplier_of::<Double>(1e-12), (0, 0));
/// ```
#[must_use]
pub const fn multiplier_of<R: Rounding>(real: f64) -> (i32, i8) {
    let (fraction, exponent) = split(real);
    let dropped = 53 - R::BITS;
    normal::<R>((fraction + (1 << (dropped - 1))) >> dropped, exponent)
}

/// The smallest factor that is not below `real` and has an exact multiplier of [`R::BITS`](Rounding::BITS) bits, at least `2^-18`.
///
/// Whoever selects a scale makes the multiplier exact by it: `weight_scale = raised(input * weight_scale / output) * output / input`.
/// A scale is raised and not lowered, so that all weights stay in range. With [`Single`](super::Single) it grows by less than
/// `2^-14` of its value. If the scale is stored as `f32`, [`multiplier_of`] still returns the same multiplier, because it rounds to the
/// nearest. Below `2^-18` a step of the weight changes the output by at most a thousandth of a step for each input, so no precision is lost.
///
/// ```
/// use nn_core::kernel::integer::{Single, multiplier_of, raised, value_of};
///
/// let exact = raised::<Single>(0.001);
/// assert!(exact >= 0.001 && exact < 0.001_000_062);
/// let (multiplier, shift) = multiplier_of::<Single>(f64::from(exact as f32));
/// assert_eq!(value_of(multiplier, shift), exact);
/// ```
#[must_use]
pub const fn raised<R: Rounding>(real: f64) -> f64 {
    let (fraction, exponent) = split(if real > SMALLEST { real } else { SMALLEST });
    let dropped = 53 - R::BITS;
    let (multiplier, shift) = normal::<R>((fraction + (1 << dropped) - 1) >> dropped, exponent);
    value_of(multiplier, shift)
}

/// The factor of a multiplier and a shift: `multiplier / 2^31 * 2^shift`, exactly.
///
/// ```
/// use nn_core::kernel::integer::value_of;
///
/// assert_eq!(value_of(3 << 29, -2), 0.1875);
/// ```
#[must_use]
pub const fn value_of(multiplier: i32, shift: i8) -> f64 {
    multiplier as f64 * f64::from_bits(((1023 - 31 + shift as i64) as u64) << 52)
}

/// Whether no sum of this many products and of a bias overflows 32 bits: `terms * 127 * 255 + |bias| < 2^31`.
///
/// ```
/// use nn_core::kernel::integer::{MOST_BIAS, MOST_TERMS, sums_fit};
///
/// assert!(sums_fit(784, 1_000));
/// assert!(sums_fit(MOST_TERMS, MOST_BIAS) && !sums_fit(MOST_TERMS + 1, MOST_BIAS));
/// ```
#[must_use]
pub const fn sums_fit(terms: usize, bias: i32) -> bool {
    let Some(products) = (terms as u64).checked_mul(PRODUCT) else {
        return false;
    };
    products < (1 << 31) - bias.unsigned_abs() as u64
}

/// Checks at compile time that a sum of this many products fits 32 bits with any bias up to [`MOST_BIAS`].
///
/// # Panics
/// There are more than [`MOST_TERMS`] products.
#[track_caller]
pub const fn check_terms(terms: usize) {
    require(
        sums_fit(terms, MOST_BIAS),
        "an output of an int8 layer is a sum of at most 33,155 products; use fewer inputs",
    );
}

/// A positive number as `fraction / 2^53 * 2^exponent`, with a fraction of 53 bits. Others are 0.
const fn split(real: f64) -> (u64, i32) {
    let bits = real.to_bits();
    let biased = (bits >> 52) as i32;
    if biased == 0 || biased >= 2047 {
        // zero, subnormal, negative, infinite, or not a number
        return (0, 0);
    }
    (bits & ((1 << 52) - 1) | 1 << 52, biased - 1022)
}

/// The multiplier and the shift of `mantissa / 2^BITS * 2^exponent`, where rounding may have carried into one more bit.
const fn normal<R: Rounding>(mantissa: u64, exponent: i32) -> (i32, i8) {
    let carry = mantissa >> R::BITS;
    let (mantissa, exponent) = (mantissa >> carry, exponent + carry as i32);
    match exponent {
        -31..=30 => ((mantissa << (31 - R::BITS)) as i32, exponent as i8),
        31.. => ((u32::MAX >> (32 - R::BITS) << (31 - R::BITS)) as i32, 30),
        _ => (0, 0),
    }
}
