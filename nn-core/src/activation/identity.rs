//! No activation: the sums are the outputs.

use super::{Activation, Forget, Formula};
use crate::init::Init;
use crate::tensor::Tensor;

/// `y = z`: no activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity;

impl Activation for Identity {
    const NAME: &'static str = "Identity";
    const FORMULA: Option<Formula> = Some(Formula::Same);
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    const BY_NUMBER: bool = true;

    #[inline]
    fn apply(_values: &mut [f32]) {}

    #[inline]
    fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
}
