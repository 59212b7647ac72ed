//! The exponential.

use super::exponential::{Reduced, reduce};

/// The exponential of `x`.
///
/// ```
/// use nn_core::math::exp;
///
/// assert_eq!(exp(0.0), 1.0);
/// assert!((exp(1.0) - core::f32::consts::E).abs() < 1e-6);
/// assert_eq!(exp(f32::NEG_INFINITY), 0.0);
/// ```
///
/// Error: at most 0.891 ulp over all inputs, and it is monotonic. It overflows only where the exact value does, from 88.722_84 on. It
/// underflows gradually: a subnormal result is within 1 unit in the last place, and it returns 0 below 2^-150.
///
/// Method: Cody and Waite's reduction by `n ln 2` and a polynomial of degree 6 that was fitted for this project. `2^n` is applied in
/// two factors, of which only the last can round.
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    let x = if x < -104.0 { -104.0 } else { x };
    let x = if x > 89.0 { 89.0 } else { x };
    // twice the bias, for two factors
    let Reduced { power, excess } = reduce::<254>(x);
    let half = (power << 22) & 0x7f80_0000;
    let rest = (power << 23).wrapping_sub(half);
    (1.0 + excess) * f32::from_bits(half) * f32::from_bits(rest)
}
