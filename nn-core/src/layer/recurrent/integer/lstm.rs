//! The rule of an LSTM of `i8`.

use super::super::LstmCell;
use super::{IntegerRecurrence, PRODUCT_BITS, Units, rounded, saturated};
use crate::kernel::integer::{ARGUMENT_BITS, VALUE_BITS, gate_logistic, gate_tanh};

impl<const H: usize, const G: usize> IntegerRecurrence<H, G> for LstmCell {
    const NAME_I8: &'static str = "LstmI8";
    type Apart = [i32; 0];
    type OtherBias = [i32; 0];
    type Scales = [i32; 0];
    type Memory = [i16; H];

    #[inline(always)]
    fn advance(
        sums: &[i32; G],
        _apart: &[i32; 0],
        _own: (&[i32; 0], &[i32; 0]),
        exponent: i32,
        state: &mut [i16; H],
        cell: &mut [i16; H],
    ) {
        const BITS: u32 = PRODUCT_BITS as u32 - ARGUMENT_BITS;
        let units = Units::new(exponent);
        let Some([i, f, g, o]) = sums.as_chunks::<H>().0.first_chunk() else {
            return;
        };
        let gates = i.iter().zip(f).zip(g.iter().zip(o));
        for (((i, f), (g, o)), (state, cell)) in gates.zip(state.iter_mut().zip(cell)) {
            let kept = rounded(gate_logistic(*f) * i32::from(*cell), VALUE_BITS);
            let added = rounded(gate_logistic(*i) * gate_tanh(*g), BITS);
            *cell = saturated(kept + added);
            let output = gate_logistic(*o) * gate_tanh((*cell).into());
            *state = saturated(units.of_product(output));
        }
    }
}
