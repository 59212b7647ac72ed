//! The logistic function approximated by three lines.

use super::relu6::relu6;
use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::tensor::Tensor;

/// `y = min(max(z + 3, 0), 6) / 6`: a [`Sigmoid`](super::Sigmoid) of three lines (Courbariaux et al., "BinaryConnect", 2015, with the slope
/// of Howard et al., "Searching for MobileNetV3", 2019). Outputs are between 0 and 1. The derivative is 1/6 where the output is between
/// both, and otherwise 0.
///
/// This is the definition of PyTorch and of Keras 3. The operator of ONNX is another function unless its `alpha` is 1/6.
///
/// ```
/// use nn_core::activation::{Activation, HardSigmoid};
///
/// let mut values = [-4.0, 0.0, 1.5, 3.0];
/// HardSigmoid::apply(&mut values);
/// assert_eq!(values, [0.0, 0.5, 0.75, 1.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HardSigmoid;

/// A product is faster than a division, and `6 * SIXTH` is 1.
const SIXTH: f32 = 1.0 / 6.0;

impl Activation for HardSigmoid {
    const NAME: &'static str = "HardSigmoid";
    const FORMULA: Option<Formula> = Some(Formula::LogisticOfLines);
    const THRESHOLD: f32 = 0.5;
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(hard_sigmoid);

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| {
            if output > 0.0 && output < 1.0 {
                SIXTH
            } else {
                0.0
            }
        });
    }
}

#[inline(always)]
pub(super) fn hard_sigmoid(z: f32) -> f32 {
    relu6(z + 3.0) * SIXTH
}
