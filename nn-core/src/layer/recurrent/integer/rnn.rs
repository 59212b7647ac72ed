//! The rule of an Elman network of `i8`.

use super::super::{Nonlinearity, RnnCell};
use super::{IntegerRecurrence, Units, saturated};
use crate::kernel::integer::gate_tanh;

impl<A: Nonlinearity, const H: usize, const G: usize> IntegerRecurrence<H, G> for RnnCell<A> {
    const NAME_I8: &'static str = "RnnI8";
    type Apart = [i32; 0];
    type OtherBias = [i32; 0];
    type Scales = [i32; 0];
    type Memory = [i16; 0];

    #[inline(always)]
    fn advance(
        sums: &[i32; G],
        _apart: &[i32; 0],
        _own: (&[i32; 0], &[i32; 0]),
        exponent: i32,
        state: &mut [i16; H],
        _memory: &mut [i16; 0],
    ) {
        let units = Units::new(exponent);
        for (sum, state) in sums.iter().zip(state) {
            *state = match A::IS_RECTIFIED {
                true => units.of_argument((*sum).max(0)),
                false => saturated(units.of_value(gate_tanh(*sum))),
            };
        }
    }
}
