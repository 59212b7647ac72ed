//! The Gaussian error linear unit, exact.

use super::{Activation, Formula, Remember, scale_by_input};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = z Φ(z)` with the normal distribution's Φ (Hendrycks and Gimpel, 2016), exact as PyTorch's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gelu;

/// `1 / sqrt(2 pi)`
const INVERSE_SQRT_TAU: f32 = 0.398_942_3;

/// Φ(z), with its relative accuracy kept where it is small.
fn distribution(z: f32) -> f32 {
    0.5 * math::erfc(-z * core::f32::consts::FRAC_1_SQRT_2)
}

impl Activation for Gelu {
    const NAME: &'static str = "Gelu";
    const FORMULA: Option<Formula> = Some(Formula::GaussianLinear);
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Remember<T>;

    const BY_NUMBER: bool = true;

    #[inline]
    fn apply(values: &mut [f32]) {
        for value in values {
            *value = *value * distribution(*value);
        }
    }

    #[inline]
    fn backward(inputs: &[f32], _outputs: &[f32], d_values: &mut [f32]) {
        scale_by_input(inputs, d_values, |input| {
            let density = INVERSE_SQRT_TAU * math::exp(-0.5 * input * input);
            distribution(input) + input * density
        });
    }
}
