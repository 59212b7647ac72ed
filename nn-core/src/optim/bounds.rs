//! Bounds on what a step makes of parameters and of what is remembered, by which a step that overflows is refused.

use crate::network::Network;
use crate::state::{Stored, floats};

/// Below this, `2^102`, a step leaves every finite parameter finite: half a unit in the last place of the largest `f32` is `2^103`.
pub(crate) const LARGEST_STEP: f32 = f32::from_bits((127 + 102) << 23);

/// Above this, `2^64`, no gradient has a finite square.
pub(super) const LARGEST_GRADIENT: f32 = f32::from_bits((127 + 64) << 23);

/// The largest magnitudes of a parameter and of a remembered number before a step. Not finite if one of them is not.
#[cold]
#[inline(never)]
pub(super) fn largest<N: Network>(net: &N, state: &impl Stored) -> (f32, f32) {
    let (mut parameter, mut remembered) = (0, 0);
    net.parameters(&mut |block| keep_largest(&mut parameter, floats(block)));
    state.store(&mut |block| keep_largest(&mut remembered, block));
    (f32::from_bits(parameter), f32::from_bits(remembered))
}

/// Without their signs, the bits of floats have the order of the floats.
fn keep_largest(largest: &mut u32, words: &[u32]) {
    for word in words {
        *largest = (*largest).max(word & (u32::MAX >> 1));
    }
}

/// More than the magnitude of any gradient, from the rounded norm of all.
#[inline]
pub(super) fn largest_gradient(norm: f32) -> f32 {
    // the squares of gradients below this may be lost in the norm
    2.0 * norm + 1e-18
}
