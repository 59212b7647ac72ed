//! The smooth rectifier.

use super::{Activation, Forget, Formula, by_number, scale_by_output};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = ln(1 + e^z)`; its derivative, `sigmoid(z)`, is `1 - e^-y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Softplus;

impl Activation for Softplus {
    const NAME: &'static str = "Softplus";
    const FORMULA: Option<Formula> = Some(Formula::SmoothRectified);
    const THRESHOLD: f32 = core::f32::consts::LN_2;
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Forget;

    by_number!(math::softplus);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| -math::exp_m1(-output));
    }
}
