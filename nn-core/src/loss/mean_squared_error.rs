//! The mean squared error.

use super::Elementwise;
use crate::zero::zeroed;

/// `mean((y - t)^2)`, over outputs and samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct MeanSquaredError;

zeroed!(MeanSquaredError {});

impl Elementwise for MeanSquaredError {
    #[inline]
    fn value(&self, output: f32, target: f32) -> f32 {
        (output - target) * (output - target)
    }

    #[inline]
    fn derivative(&self, output: f32, target: f32) -> f32 {
        2.0 * (output - target)
    }
}
