//! The softplus function, a smooth rectifier.

use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = ln(1 + e^z)` (Dugas et al., 2001). Outputs are at least 0. The derivative is `sigmoid(z) = 1 - e^-y`.
///
/// ```
/// use nn_core::activation::{Activation, Softplus};
///
/// let mut values = [0.0, 100.0];
/// Softplus::apply(&mut values);
/// assert!((values[0] - 2.0f32.ln()).abs() < 1e-6);
/// assert_eq!(values[1], 100.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Softplus;

impl Activation for Softplus {
    const NAME: &'static str = "Softplus";
    const FORMULA: Option<Formula> = Some(Formula::SmoothRectified);
    const THRESHOLD: f32 = core::f32::consts::LN_2;
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(math::softplus);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| -math::exp_m1(-output));
    }
}
