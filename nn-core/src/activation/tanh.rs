//! The hyperbolic tangent.

use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = tanh(z)`. Outputs are between -1 and 1.
///
/// ```
/// use nn_core::activation::{Activation, Tanh};
///
/// let mut values = [-100.0, 0.0, 100.0];
/// Tanh::apply(&mut values);
/// assert_eq!(values, [-1.0, 0.0, 1.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tanh;

impl Activation for Tanh {
    const NAME: &'static str = "Tanh";
    const FORMULA: Option<Formula> = Some(Formula::HyperbolicTangent);
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(math::tanh);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| (1.0 - output) * (1.0 + output));
    }
}
