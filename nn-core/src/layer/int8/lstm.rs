//! The LSTM of TensorFlow Lite Micro.

use core::marker::PhantomData;

use super::lstm_gate::GateI8;
use super::lstm_state::LstmStateI8;
use super::lstm_tensors::{COUNT, tensors};
use super::{Double, Rescale, Stored};
use crate::activation::Identity;
use crate::kernel::integer::{check_terms, logistic16, requantize, saturated, tanh16};
use crate::layer::{
    Facts, LastStep, Layer, Scale, StateTensor, Steps, Values, ValuesMut, value_traits,
};
use crate::scratch::with_zeros_in_each;
use crate::tensor::Tensor;

/// An LSTM of `i8` with `H` units over `L` steps of `C` features, with the bits of TensorFlow Lite Micro: the form of
/// [`Lstm`](crate::layer::Lstm) in `quantized![Net, Double]`, and the operator `UNIDIRECTIONAL_SEQUENCE_LSTM` of a model.
///
/// Weights, inputs and states have 8 bits, the cell 16. The products with the input and their biases, and the products with the state,
/// become numbers of `2^-12` with 16 bits each, and so does their sum. The logistic function and tanh have values of `2^-15`. All
/// products are rounded twice, and saturate.
///
/// # Shapes
/// `[[i8; C]; L]` to `[i8; H]`, or to `[[i8; H]; L]` with [`AllSteps`](crate::layer::AllSteps).
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[6, 50] => Lstm<16> => Dense<4, Softmax>];
/// type Net8 = nn_core::quantized![Net, Double];
///
/// assert_eq!(Net8::MACS, Net::MACS);
/// assert!(3 * Net8::FLASH_BYTES < Net::FLASH_BYTES);
/// let net = Net8::ZERO; // usually filled by calibration or from a file
/// let output: [f32; 4] = net.predict(&[[0.0; 50]; 6]);
/// # assert!(output.iter().all(|share| *share >= 0.0));
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct LstmI8<const C: usize, const H: usize, const L: usize, T = LastStep> {
    /// The gates, in PyTorch's order: input, forget, cell, output.
    pub gates: [GateI8<C, H>; 4],
    /// The scale of the input.
    pub input: Scale,
    /// The scale of the state.
    pub output: Scale,
    /// A number `c` of the cell represents `c 2^cell_exponent`. It is from -24 to 0.
    pub cell_exponent: i32,
    /// The largest magnitude of a number of the cell, or 0 if it is not limited.
    pub cell_limit: i32,
    /// The factor from products of two values to the state.
    pub rescale: Rescale,
    marks: PhantomData<T>,
}

value_traits!([const C: usize, const H: usize, const L: usize, T] LstmI8<C, H, L, T> {
    gates: [GateI8<C, H>; 4], input: Scale, output: Scale, cell_exponent: i32, cell_limit: i32, rescale: Rescale
});

/// The number of a value that represents 1 is 2 to this power.
const VALUE_BITS: u32 = 15;

impl<const C: usize, const H: usize, const L: usize, T> LstmI8<C, H, L, T> {
    const TENSORS: [StateTensor; COUNT] = tensors(&[H, C], &[H, H]);

    /// The layer with these parts. Multipliers and shifts follow from the scales.
    pub(crate) const fn of_parts(
        gates: [GateI8<C, H>; 4],
        [input, output]: [Scale; 2],
        [cell_exponent, cell_limit]: [i32; 2],
    ) -> Self {
        LstmI8 {
            gates,
            input,
            output,
            cell_exponent,
            cell_limit,
            rescale: rescale(output),
            marks: PhantomData,
        }
    }

    /// Computes one step, and returns the state after it.
    #[inline]
    pub(crate) fn advance<'a>(
        &self,
        state: &'a mut LstmStateI8<H>,
        input: &[i8; C],
    ) -> &'a mut [i8; H] {
        let LstmStateI8 {
            gates,
            cell,
            state,
            output,
        } = state;
        let zero = self.output.zero as i8;
        for (output, state) in output.iter_mut().zip(&*state) {
            *output = state.wrapping_add(zero);
        }
        for (gate, sums) in self.gates.iter().zip(&mut *gates) {
            gate.sums([self.input, self.output], input, output, sums);
        }
        let [i, f, g, o] = &*gates;
        let gates = i.iter().zip(f).zip(g.iter().zip(o));
        let states = output.iter_mut().zip(state);
        for ((((i, f), (g, o)), cell), (output, state)) in gates.zip(cell).zip(states) {
            *cell = self.next_cell(*cell, [*i, *f, *g]);
            *output = self.next_state(*cell, *o);
            *state = output.wrapping_sub(zero);
        }
        output
    }

    /// The cell after a step, from the sums of the gates of the input, of forgetting and of the cell.
    #[inline(always)]
    fn next_cell(&self, cell: i16, [i, f, g]: [i16; 3]) -> i16 {
        const HALF: i32 = 1 << 30;
        let kept = i32::from(logistic16(f)) * i32::from(cell);
        let kept = requantize::<Double>(kept, HALF, 1 - VALUE_BITS as i8);
        let added = i32::from(logistic16(i)) * i32::from(tanh16(g, -12));
        let shift = 1 - 2 * VALUE_BITS as i32 - self.cell_exponent.clamp(-24, 0);
        let added = requantize::<Double>(added, HALF, shift as i8);
        let cell = saturated(kept).saturating_add(saturated(added));
        match saturated(self.cell_limit) {
            limit @ 1.. => cell.clamp(-limit, limit),
            _ => cell,
        }
    }

    /// The state after a step, from the cell and the sum of the gate of the output.
    #[inline(always)]
    fn next_state(&self, cell: i16, o: i16) -> i8 {
        let product = i32::from(tanh16(cell, self.cell_exponent)) * i32::from(logistic16(o));
        let Rescale { multiplier, shift } = self.rescale;
        let state = requantize::<Double>(product, multiplier, shift);
        state.saturating_add(self.output.zero).clamp(-128, 127) as i8
    }
}

/// The factor from products of two values to a state with this scale.
const fn rescale(output: Scale) -> Rescale {
    let value = 1.0 / (1_u64 << (2 * VALUE_BITS)) as f32;
    Rescale::between::<Double>(value, output.factor)
}

#[diagnostic::do_not_recommend]
impl<const C: usize, const H: usize, const L: usize, T: Steps> Layer for LstmI8<C, H, L, T> {
    type Element = i8;
    type Input = [[i8; C]; L];
    type Output = <T::Output<H, L> as Tensor>::ChannelsLast<i8>;
    type Activation = Identity;

    const FACTS: Facts = {
        check_terms(C);
        check_terms(H);
        let weights = (C + H).saturating_mul(4 * H);
        Facts {
            fixed: weights.saturating_add(4 * H),
            macs: weights.saturating_mul(L),
            // the bits of its rounding
            settings: &[31],
            tensors: &Self::TENSORS,
            ..Facts::of::<Self::Output>("LstmI8")
        }
    };

    fn infer(&self, input: &[[i8; C]; L], output: &mut Self::Output) {
        with_zeros_in_each(|state: &mut LstmStateI8<H>| {
            for (step, input) in input.iter().enumerate() {
                let last = self.advance(state, input);
                if let Some(place) = T::place::<H, L>(step, output.as_mut_slice()) {
                    *place = *last;
                }
            }
        });
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.gates.iter().for_each(|gate| gate.state(visit));
        self.input.state(visit);
        self.output.state(visit);
        visit(Values::I32(core::slice::from_ref(&self.cell_exponent)));
        visit(Values::I32(core::slice::from_ref(&self.cell_limit)));
        self.rescale.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.gates.iter_mut().for_each(|gate| gate.state_mut(visit));
        self.input.state_mut(visit);
        self.output.state_mut(visit);
        visit(ValuesMut::I32(core::slice::from_mut(
            &mut self.cell_exponent,
        )));
        visit(ValuesMut::I32(core::slice::from_mut(&mut self.cell_limit)));
        self.rescale.state_mut(visit);
    }

    fn derive(&mut self) {
        let factors = [self.input.factor, self.output.factor];
        self.gates.iter_mut().for_each(|gate| gate.derive(factors));
        self.rescale = rescale(self.output);
    }

    fn scales(&self) -> [Option<Scale>; 2] {
        [Some(self.input), Some(self.output)]
    }
}
