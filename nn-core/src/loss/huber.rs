//! Huber's loss: quadratic near the target, linear far from it.

use super::Elementwise;
use crate::error::Error;
use crate::settings::positive;

/// `mean(h(y - t))` with `h(e) = e^2 / 2` up to `delta` and `delta (|e| - delta / 2)` beyond (Huber, 1964).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Huber {
    delta: f32,
}

impl Huber {
    /// Huber's loss that becomes linear at an error of `delta`.
    ///
    /// # Errors
    /// `delta` must be a positive number.
    pub const fn new(delta: f32) -> Result<Self, Error> {
        match positive("delta", delta) {
            Ok(delta) => Ok(Huber { delta }),
            Err(error) => Err(error),
        }
    }
}

impl Default for Huber {
    /// `delta` 1.
    fn default() -> Self {
        Huber { delta: 1.0 }
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
        // not `clamp`, which has a panic for a delta that is none
        let error = output - target;
        if error > self.delta {
            self.delta
        } else if error < -self.delta {
            -self.delta
        } else {
            error
        }
    }
}
