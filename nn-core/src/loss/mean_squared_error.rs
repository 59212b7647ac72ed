//! The mean squared error.

use super::Elementwise;
use crate::zero::zeroed;

/// `mean((y - t)^2)`, over outputs and samples.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![2 => Dense<2>];
/// let trainer = Trainer::<Net, _, _, 1>::new(MeanSquaredError, Sgd::new(0.1));
/// let loss = trainer.loss(&Net::ZERO, &[[1.0, 1.0]], &[[3.0, 1.0]])?;
/// assert_eq!(loss, (3.0 * 3.0 + 1.0 * 1.0) / 2.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
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
