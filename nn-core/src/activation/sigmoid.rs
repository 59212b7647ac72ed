//! The logistic function.

use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = 1 / (1 + e^-z)`, the logistic function. Outputs are between 0 and 1: the probability of a class.
///
/// ```
/// use nn_core::activation::{Activation, Sigmoid};
///
/// let mut values = [-200.0, 0.0, 200.0];
/// Sigmoid::apply(&mut values);
/// assert_eq!(values, [0.0, 0.5, 1.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sigmoid;

impl Activation for Sigmoid {
    const NAME: &'static str = "Sigmoid";
    const FORMULA: Option<Formula> = Some(Formula::Logistic);
    const THRESHOLD: f32 = 0.5;
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(math::sigmoid);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| output * (1.0 - output));
    }
}
