//! The rule of a GRU of `i8`.

use super::super::GruCell;
use super::{IntegerRecurrence, Units, rounded, saturated};
use crate::kernel::integer::{VALUE_BITS, gate_logistic, gate_tanh};

impl<const H: usize, const G: usize> IntegerRecurrence<H, G> for GruCell {
    const NAME_I8: &'static str = "GruI8";
    type Apart = [i32; G];
    type OtherBias = [i32; H];
    type Scales = [i32; 0];
    type Memory = [i16; 0];

    #[inline(always)]
    fn advance(
        sums: &[i32; G],
        apart: &[i32; G],
        (reset_bias, _): (&[i32; H], &[i32; 0]),
        exponent: i32,
        state: &mut [i16; H],
        _memory: &mut [i16; 0],
    ) {
        let units = Units::new(exponent);
        let (Some([r, z, n]), Some([by_r, by_z, by_n])) = (
            sums.as_chunks::<H>().0.first_chunk(),
            apart.as_chunks::<H>().0.first_chunk(),
        ) else {
            return;
        };
        let resets = r.iter().zip(by_r);
        let updates = z.iter().zip(by_z);
        let values = n.iter().zip(by_n.iter().zip(reset_bias));
        for (((r, by_r), (z, by_z)), ((n, (by_n, bias)), state)) in
            resets.zip(updates).zip(values.zip(state))
        {
            let reset = gate_logistic(r.wrapping_add(*by_r));
            let update = gate_logistic(z.wrapping_add(*by_z));
            let masked = rounded(
                reset * i32::from(saturated(by_n.wrapping_add(*bias))),
                VALUE_BITS,
            );
            let value = units.of_value(gate_tanh(n.wrapping_add(masked)));
            let value = i32::from(saturated(value));
            let kept = update * (i32::from(*state) - value);
            // between the old state and the new value
            *state = (value + rounded(kept, VALUE_BITS)) as i16;
        }
    }
}
