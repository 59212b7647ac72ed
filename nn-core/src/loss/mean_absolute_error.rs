//! The mean absolute error.

use super::Elementwise;
use crate::zero::zeroed;

/// `mean(|y - t|)`, over outputs and samples. Where output and target are equal, the derivative is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct MeanAbsoluteError;

zeroed!(MeanAbsoluteError {});

impl Elementwise for MeanAbsoluteError {
    #[inline]
    fn value(&self, output: f32, target: f32) -> f32 {
        (output - target).abs()
    }

    #[inline]
    fn derivative(&self, output: f32, target: f32) -> f32 {
        let error = output - target;
        if error == 0.0 {
            0.0
        } else {
            1.0f32.copysign(error)
        }
    }
}
