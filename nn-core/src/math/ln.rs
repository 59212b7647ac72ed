//! The natural logarithm.

use super::exponential::{LN_2_HIGH, LN_2_LOW};
use super::logarithm::ln_1p_tail;

/// The natural logarithm of `x`.
///
/// ```
/// use nn_core::math::ln;
///
/// assert_eq!(ln(1.0), 0.0);
/// assert!((ln(10.0) - core::f32::consts::LN_10).abs() < 1e-6);
/// assert_eq!(ln(0.0), f32::NEG_INFINITY);
/// assert!(ln(-1.0).is_nan());
/// ```
///
/// Error: at most 0.969 ulp over all inputs, including subnormal numbers, and it is monotonic. It returns minus infinity for both zeros.
///
/// Method: `x = 2^n (1 + f)` with `f` from -1/4 to 1/2 and a polynomial of degree 10 that was fitted for this project. `ln 2` is added
/// in two parts, and the larger one is exact.
#[inline(always)]
#[must_use]
pub fn ln(x: f32) -> f32 {
    // as integers the bits have this order: negative, 0, subnormal, normal, infinite, NaN
    let order = x.to_bits().cast_signed();
    let subnormal = order < 0x0080_0000;
    let normal = if subnormal { x * 8_388_608.0 } else { x };
    let lifted = if subnormal { 23.0 } else { 0.0 };

    let bits = normal.to_bits().cast_signed();
    let exponent = bits.wrapping_sub(0x3f40_0000) >> 23;
    let f = f32::from_bits(bits.wrapping_sub(exponent << 23).cast_unsigned()) - 1.0;
    let n = exponent as f32 - lifted;
    let value = n * LN_2_HIGH + (f + (ln_1p_tail(f) + n * LN_2_LOW));

    let value = if order < 0x7f80_0000 { value } else { x };
    let outside = if order << 1 == 0 {
        f32::NEG_INFINITY
    } else {
        f32::NAN
    };
    if order <= 0 { outside } else { value }
}
