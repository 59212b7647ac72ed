//! The mean absolute error.

use super::Elementwise;
use crate::zero::zeroed;

/// `mean(|y - t|)`, over outputs and samples. Where output and target are equal, the derivative is 0.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<2>];
/// let trainer = Trainer::<Net, _, _, 1>::new(MeanAbsoluteError, Sgd::new(0.1));
/// let loss = trainer.loss(&Net::ZERO, &[[1.0, 1.0]], &[[3.0, -1.0]])?;
/// assert_eq!(loss, (3.0 + 1.0) / 2.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
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
