//! The exponential linear unit.

use super::{Activation, Forget, Formula, elementwise, scale_by_output};
use crate::init::Init;
use crate::math;
use crate::ratio::as_settings;
use crate::tensor::Tensor;

/// `y = z` for `z >= 0`, `y = alpha (e^z - 1)` for `z < 0` (Clevert et al., 2015). Outputs are above `-alpha`.
///
/// Alpha is `NUMERATOR / DENOMINATOR`, by default 1. In [`network!`](crate::network!) it may be a decimal number:
/// `Dense<64, Elu<0.5>>`.
///
/// ```
/// use nn_core::activation::{Activation, Elu};
///
/// let mut values = [-100.0, 0.0, 2.0];
/// <Elu<1, 2>>::apply(&mut values);
/// assert_eq!(values, [-0.5, 0.0, 2.0]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elu<const NUMERATOR: u32 = 1, const DENOMINATOR: u32 = 1>;

impl<const NUMERATOR: u32, const DENOMINATOR: u32> Elu<NUMERATOR, DENOMINATOR> {
    const ALPHA: f32 = {
        assert!(DENOMINATOR > 0, "the denominator must be at least 1");
        NUMERATOR as f32 / DENOMINATOR as f32
    };
}

impl<const NUMERATOR: u32, const DENOMINATOR: u32> Activation for Elu<NUMERATOR, DENOMINATOR> {
    const NAME: &'static str = "Elu";
    const SETTINGS: &'static [usize] = &as_settings(Self::ALPHA);
    const FORMULA: Option<Formula> = Some(Formula::ExponentialLinear(Self::ALPHA));
    const INIT: Init = Init::HeNormal;
    type Memory<T: Tensor<Element = f32>> = Forget;

    elementwise!(|z| if z < 0.0 {
        Self::ALPHA * math::exp_m1(z)
    } else {
        z
    });

    #[inline]
    fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
        scale_by_output(outputs, d_values, |output| {
            if output > 0.0 {
                1.0
            } else {
                output + Self::ALPHA
            }
        });
    }
}
