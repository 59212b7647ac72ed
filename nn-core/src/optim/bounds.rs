//! Bounds on the parameters and the optimizer's state after a step. A step that could overflow is refused.

use crate::network::Network;
use crate::state::{Persist, floats};

/// A step of less than `2^102` leaves every finite parameter finite: half a unit in the last place of the largest `f32` is `2^103`.
pub(crate) const LARGEST_STEP: f32 = f32::from_bits((127 + 102) << 23);

/// The square of a gradient above `2^64` is not finite.
pub(super) const LARGEST_GRADIENT: f32 = f32::from_bits((127 + 64) << 23);

/// The largest magnitude of a parameter, and that of a number of the state. A magnitude is not finite if one of the numbers is not.
#[cold]
#[inline(never)]
pub(super) fn largest<N: Network>(net: &N, state: &impl Persist) -> (f32, f32) {
    let (mut parameter, mut remembered) = (0, 0);
    net.parameters(&mut |block| keep_largest(&mut parameter, floats(block)));
    state.store(&mut |block| keep_largest(&mut remembered, block));
    (f32::from_bits(parameter), f32::from_bits(remembered))
}

/// Updates `largest`. Without the sign bit, the bits of floating-point numbers have the same order as their magnitudes.
fn keep_largest(largest: &mut u32, words: &[u32]) {
    for word in words {
        *largest = (*largest).max(word & (u32::MAX >> 1));
    }
}

/// An upper bound of the magnitude of every gradient, from the rounded norm of all gradients.
#[inline]
pub(super) fn largest_gradient(norm: f32) -> f32 {
    // The square of a smaller gradient may underflow in the norm.
    2.0 * norm + 1e-18
}
