//! The rectified linear unit with the limit 6.

use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::tensor::Tensor;

/// `y = min(max(z, 0), 6)` (Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010). The derivative at 0 and at 6 is 0, as in
/// PyTorch.
///
/// NaN stays NaN, so that bad data is detected.
///
/// ```
/// use nn_core::activation::{Activation, Relu6};
///
/// let mut values = [-1.0, 2.0, 7.0];
/// Relu6::apply(&mut values);
/// assert_eq!(values, [0.0, 2.0, 6.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relu6;

impl Activation for Relu6 {
    const NAME: &'static str = "Relu6";
    const FORMULA: Option<Formula> = Some(Formula::RectifiedUpTo6);
    const INIT: Init = Init::HeNormal;
    const FLAT_AT_ZERO: bool = true;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(relu6);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| {
            if output > 0.0 && output < 6.0 {
                1.0
            } else {
                0.0
            }
        });
    }
}

#[inline(always)]
pub(super) fn relu6(z: f32) -> f32 {
    z.clamp(0.0, 6.0)
}
