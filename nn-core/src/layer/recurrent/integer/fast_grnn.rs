//! The rule of a FastGRNN of `i8`.

use super::super::FastGrnnCell;
use super::{IntegerRecurrence, ONE, Units, rounded, saturated};
use crate::kernel::integer::{VALUE_BITS, gate_logistic, gate_tanh};

impl<const H: usize, const G: usize> IntegerRecurrence<H, G> for FastGrnnCell {
    const NAME_I8: &'static str = "FastGrnnI8";
    type Apart = [i32; 0];
    type OtherBias = [i32; H];
    type Scales = [i32; 2];
    type Memory = [i16; 0];

    /// The biases of `sums` are those of the gate. The others are the differences to the biases of the new values.
    #[inline(always)]
    fn advance(
        sums: &[i32; G],
        _apart: &[i32; 0],
        (difference, [zeta, nu]): (&[i32; H], &[i32; 2]),
        exponent: i32,
        state: &mut [i16; H],
        _memory: &mut [i16; 0],
    ) {
        let units = Units::new(exponent);
        let [zeta, nu] = [*zeta, *nu].map(|scale| scale.clamp(0, ONE - 1));
        for ((sum, difference), state) in sums.iter().zip(difference).zip(state) {
            let gate = gate_logistic(*sum);
            let value = gate_tanh(sum.wrapping_add(*difference));
            let share = rounded(zeta * (ONE - gate), VALUE_BITS) + nu;
            let kept = rounded(gate * i32::from(*state), VALUE_BITS);
            *state = saturated(units.of_product(share * value) + kept);
        }
    }
}
