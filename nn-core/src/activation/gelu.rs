//! The Gaussian error linear unit.

use super::{Activation, Formula, Remember, scale_by_input};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = z Φ(z)`, with the distribution function Φ of the standard normal distribution (Hendrycks and Gimpel, 2016). Outputs are at least
/// -0.17.
///
/// It is computed from the error function, as in PyTorch by default, and not from the approximation by tanh.
///
/// ```
/// use nn_core::activation::{Activation, Gelu};
///
/// let mut values = [0.0, 1.0];
/// Gelu::apply(&mut values);
/// assert_eq!(values[0], 0.0);
/// assert!((values[1] - 0.841_345).abs() < 1e-6); // Φ(1)
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gelu;

/// `1 / sqrt(2 pi)`
const INVERSE_SQRT_TAU: f32 = 0.398_942_3;

/// Φ(z), with a small relative error even where Φ(z) is small.
fn distribution(z: f32) -> f32 {
    0.5 * math::erfc(-z * core::f32::consts::FRAC_1_SQRT_2)
}

impl Activation for Gelu {
    const NAME: &'static str = "Gelu";
    const FORMULA: Option<Formula> = Some(Formula::GaussianLinear);
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Remember<T>;

    const ELEMENTWISE: bool = true;

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
