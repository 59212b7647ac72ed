//! Huber's loss: quadratic near the target, linear far from it.

use super::Elementwise;
use crate::error::Error;
use crate::settings::{self, POSITIVE};
use crate::zero::zeroed;

/// `mean(h(y - t))` with `h(e) = e^2 / 2` up to `delta` and `delta (|e| - delta / 2)` beyond (Huber, 1964).
///
/// ```
/// use nn_core::prelude::*;
///
/// assert_eq!(Huber::default(), Huber::new(1.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Huber {
    /// The distance from the target at which the loss becomes linear: a finite number above 0.
    pub delta: f32,
}

zeroed!(Huber { delta });

impl Huber {
    /// Huber's loss that becomes linear at the distance `delta` from the target.
    #[must_use]
    pub const fn new(delta: f32) -> Self {
        Huber { delta }
    }
}

impl Default for Huber {
    /// A `delta` of 1.
    fn default() -> Self {
        Huber::new(1.0)
    }
}

impl Elementwise for Huber {
    #[inline]
    fn value(&self, output: f32, target: f32) -> f32 {
        let error = (output - target).abs();
        if error < self.delta {
            0.5 * error * error
        } else {
            self.delta * (error - 0.5 * self.delta)
        }
    }

    #[inline]
    fn derivative(&self, output: f32, target: f32) -> f32 {
        // `clamp` can panic.
        let error = output - target;
        if error > self.delta {
            self.delta
        } else if error < -self.delta {
            -self.delta
        } else {
            error
        }
    }

    fn check(&self) -> Result<(), Error> {
        settings::check(&[("delta", &POSITIVE)], &[self.delta])
    }
}
