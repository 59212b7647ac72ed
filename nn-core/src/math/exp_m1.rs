//! The exponential minus 1.

use super::exponential::{Reduced, reduce};

/// The exponential of `x` minus 1, accurate near 0.
///
/// ```
/// use nn_core::math::exp_m1;
///
/// assert_eq!(exp_m1(1e-20), 1e-20);
/// assert!((exp_m1(1.0) - (core::f32::consts::E - 1.0)).abs() < 1e-6);
/// assert_eq!(exp_m1(f32::NEG_INFINITY), -1.0);
/// ```
///
/// Error: at most 1.633 ulp over all inputs, and it is monotonic. It overflows only where the exact value does, from 88.722_84 on. It
/// returns 0 for -0.
///
/// Method: as [`exp`](super::exp()), with `2^n (e^r - 1) + (2^n - 1)` at the end.
#[inline(always)]
#[must_use]
pub fn exp_m1(x: f32) -> f32 {
    let x = if x < -30.0 { -30.0 } else { x };
    let x = if x > 89.0 { 89.0 } else { x };
    let Reduced { power, excess } = reduce::<127>(x);
    // 2^128 overflows f32, so near it half of the result is computed
    let halving = if x > 80.0 { 1 << 23 } else { 0 };
    let scale = f32::from_bits((power << 23).wrapping_sub(halving));
    let doubling = f32::from_bits((127 << 23) + halving);
    (scale * excess + (scale - 1.0)) * doubling
}
