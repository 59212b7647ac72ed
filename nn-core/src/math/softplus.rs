//! The softplus function, a smooth rectifier.

use super::exponential::{LN_2_HIGH, LN_2_LOW, exp_of_negative};
use super::logarithm::ln_1p_tail;

/// The softplus function of `x`, `ln(1 + e^x)`.
///
/// ```
/// use nn_core::math::softplus;
///
/// assert_eq!(softplus(0.0), core::f32::consts::LN_2);
/// assert_eq!(softplus(1e30), 1e30);
/// assert!(softplus(-100.0) > 0.0);
/// ```
///
/// Error: at most 1.683 ulp over all inputs, in both tails: far below 0 it is [`exp`](super::exp()), down to the
/// subnormals. Far above 0 it is `x`, and infinite only if `x` is.
///
/// Method: `max(x, 0) + ln(1 + e)` with `e = e^-|x|` as in [`exp`](super::exp()); the logarithm is computed as in [`ln`](super::ln()).
/// `1 + e` is never rounded: `f` is `e` up to 1/2, and `(e - 1) / 2` above.
#[inline(always)]
#[must_use]
pub fn softplus(x: f32) -> f32 {
    let decay = exp_of_negative(-x.abs());
    let halve = decay > 0.5;
    let f = if halve { 0.5 * (decay - 1.0) } else { decay };
    let high = if halve { LN_2_HIGH } else { 0.0 };
    let low = if halve { LN_2_LOW } else { 0.0 };
    let linear = if x > 0.0 { x } else { 0.0 };
    linear + (high + (f + (ln_1p_tail(f) + low)))
}
