//! The rectified linear unit.

use super::{Activation, Forget, Formula, scale_by_output};
use crate::init::Init;
use crate::kernel::{Isa, Rectify, dispatch};
use crate::tensor::Tensor;

/// `y = max(z, 0)` (Nair and Hinton, 2010). The derivative at 0 is 0.
///
/// NaN stays NaN, so that bad data is detected.
///
/// ```
/// use nn_core::activation::{Activation, Relu};
///
/// let mut values = [-1.0, 2.0];
/// Relu::apply(&mut values);
/// assert_eq!(values, [0.0, 2.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relu;

impl Activation for Relu {
    const NAME: &'static str = "Relu";
    const FORMULA: Option<Formula> = Some(Formula::Rectified);
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Forget;

    const ELEMENTWISE: bool = true;
    const FLAT_AT_ZERO: bool = true;

    #[inline]
    fn apply(values: &mut [f32]) {
        dispatch(Rectify { values });
    }

    #[inline(always)]
    fn apply_with<S: Isa>(isa: S, values: &mut [f32]) {
        if const { S::FUSED || S::ACCUMULATORS >= 8 } {
            isa.call(Rectify { values });
        } else {
            rectify(isa, values);
        }
    }

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(
            outputs,
            d_values,
            |output| if output > 0.0 { 1.0 } else { 0.0 },
        );
    }
}

/// Applies ReLU to the values of one sample, without vector registers. It is not inlined, because the compiler would unroll the loop in
/// every layer of a network (measured on a Cortex-M4F: 468 bytes).
#[inline(never)]
fn rectify<S: Isa>(isa: S, values: &mut [f32]) {
    isa.call(Rectify { values });
}
