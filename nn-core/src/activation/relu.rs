//! The rectified linear unit.

use super::{Activation, Forget};
use crate::init::Init;
use crate::kernel::{self, Isa, Rectify};
use crate::tensor::Tensor;

/// `y = max(z, 0)`; the derivative at 0 is 0. A NaN stays one, so that bad data is found instead of cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relu;

impl Activation for Relu {
    const NAME: &'static str = "Relu";
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor> = Forget;

    const BY_NUMBER: bool = true;

    #[inline]
    fn apply(values: &mut [f32]) {
        kernel::dispatch(Rectify { values });
    }

    #[inline(always)]
    fn apply_with<S: Isa>(isa: S, values: &mut [f32]) {
        isa.call(Rectify { values });
    }

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        kernel::map_with(d_values, outputs, derivative);
    }
}

/// The gradient by `z`, from that by the output.
#[inline(always)]
fn derivative(d_output: f32, output: f32) -> f32 {
    if output > 0.0 { d_output } else { 0.0 }
}
