//! The rectified linear unit.

use super::{Activation, Forget};
use crate::init::Init;
use crate::tensor::Tensor;

/// `y = max(z, 0)`; the derivative at 0 is 0. A NaN stays one, so that bad data is found instead of cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relu;

impl Activation for Relu {
    const NAME: &'static str = "Relu";
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor> = Forget;

    #[inline]
    fn apply(values: &mut [f32]) {
        for value in values {
            *value = if *value < 0.0 { 0.0 } else { *value };
        }
    }

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        for (d_value, output) in d_values.iter_mut().zip(outputs) {
            *d_value = if *output > 0.0 { *d_value } else { 0.0 };
        }
    }
}
