//! The leaky rectified linear unit.

use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::ratio::as_settings;
use crate::tensor::Tensor;

/// `y = z` for `z >= 0`, `y = slope z` for `z < 0` (Maas et al., 2013).
///
/// The slope is `NUMERATOR / DENOMINATOR`, by default 0.01. In [`network!`](crate::network!) it may be a decimal number:
/// `Dense<64, LeakyRelu<0.2>>`.
///
/// ```
/// use nn_core::activation::{Activation, LeakyRelu};
///
/// let mut values = [-1.0, 2.0];
/// <LeakyRelu<1, 4>>::apply(&mut values);
/// assert_eq!(values, [-0.25, 2.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeakyRelu<const NUMERATOR: u32 = 1, const DENOMINATOR: u32 = 100>;

impl<const NUMERATOR: u32, const DENOMINATOR: u32> LeakyRelu<NUMERATOR, DENOMINATOR> {
    const SLOPE: f32 = {
        assert!(DENOMINATOR > 0, "the denominator must be at least 1");
        NUMERATOR as f32 / DENOMINATOR as f32
    };
}

impl<const NUMERATOR: u32, const DENOMINATOR: u32> Activation
    for LeakyRelu<NUMERATOR, DENOMINATOR>
{
    const NAME: &'static str = "LeakyRelu";
    const SETTINGS: &'static [usize] = &as_settings(Self::SLOPE);
    const FORMULA: Option<Formula> = Some(Formula::LeakyRectified(Self::SLOPE));
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(|z| if z < 0.0 { z * Self::SLOPE } else { z });

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| {
            if output > 0.0 { 1.0 } else { Self::SLOPE }
        });
    }
}
