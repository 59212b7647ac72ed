//! The sigmoid linear unit with a gate of three lines.

use super::hard_sigmoid::hard_sigmoid;
use super::{Activation, Formula, Remember, elementwise, scale_by_input};
use crate::init::Init;
use crate::tensor::Tensor;

/// `y = z min(max(z + 3, 0), 6) / 6`: a [`Silu`](super::Silu) without an exponential (Howard et al., "Searching for MobileNetV3", 2019).
/// Outputs are at least -0.375. The derivative is `z / 3 + 1/2` between -3 and 3, 0 at and below -3, and 1 at and above 3, as in PyTorch.
///
/// ```
/// use nn_core::activation::{Activation, HardSwish};
///
/// let mut values = [-1.5, 0.0, 1.5, 4.0];
/// HardSwish::apply(&mut values);
/// assert_eq!(values, [-0.375, 0.0, 1.125, 4.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HardSwish;

impl Activation for HardSwish {
    const NAME: &'static str = "HardSwish";
    const FORMULA: Option<Formula> = Some(Formula::SwishOfLines);
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Remember<T>;

    elementwise!(hard_swish);

    #[inline]
    fn backward(inputs: &[f32], _outputs: &[f32], d_values: &mut [f32]) {
        scale_by_input(inputs, d_values, |input| {
            if input <= -3.0 {
                0.0
            } else if input >= 3.0 {
                1.0
            } else {
                input * THIRD + 0.5
            }
        });
    }
}

const THIRD: f32 = 1.0 / 3.0;

#[inline(always)]
fn hard_swish(z: f32) -> f32 {
    z * hard_sigmoid(z)
}
