//! No activation.

use super::{Activation, Forget, Formula};
use crate::init::Init;
use crate::tensor::Tensor;

/// `y = z`: no activation. It is the default of a layer.
///
/// ```
/// use nn_core::activation::{Activation, Identity};
///
/// let mut values = [-1.0, 2.0];
/// Identity::apply(&mut values);
/// assert_eq!(values, [-1.0, 2.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity;

impl Activation for Identity {
    const NAME: &'static str = "Identity";
    const FORMULA: Option<Formula> = Some(Formula::Same);
    const INIT: Init = Init::XavierUniform;
    type Memory<T: Tensor<Element = f32>> = Forget;

    const ELEMENTWISE: bool = true;

    #[inline]
    fn apply(_values: &mut [f32]) {}

    #[inline]
    fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
}
