//! The sigmoid linear unit, also called swish.

use super::{Activation, Formula, Remember, elementwise, scale_by_input};
use crate::init::Init;
use crate::math;
use crate::tensor::Tensor;

/// `y = z sigmoid(z)` (Elfwing et al., 2017). Outputs are at least -0.28.
///
/// ```
/// use nn_core::activation::{Activation, Silu};
///
/// let mut values = [0.0, 100.0];
/// Silu::apply(&mut values);
/// assert_eq!(values, [0.0, 100.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silu;

impl Activation for Silu {
    const NAME: &'static str = "Silu";
    const FORMULA: Option<Formula> = Some(Formula::Swish);
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Remember<T>;

    elementwise!(silu);

    #[inline]
    fn backward(inputs: &[f32], _outputs: &[f32], d_values: &mut [f32]) {
        scale_by_input(inputs, d_values, |input| {
            let gate = math::sigmoid(input);
            gate * (1.0 + input * (1.0 - gate))
        });
    }
}

#[inline(always)]
fn silu(z: f32) -> f32 {
    z * math::sigmoid(z)
}
