//! The logistic function.

use super::{Activation, Forget, Formula, by_number, scale_by_output};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = 1 / (1 + e^-z)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sigmoid;

impl Activation for Sigmoid {
    const NAME: &'static str = "Sigmoid";
    const FORMULA: Option<Formula> = Some(Formula::Logistic);
    const THRESHOLD: f32 = 0.5;
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    by_number!(math::sigmoid);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| output * (1.0 - output));
    }
}
