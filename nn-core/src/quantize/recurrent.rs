//! Quantization of recurrent layers.

use super::calibration::is_finite;
use super::channel::Sums;
use super::compare::compare;
use super::{Arenas, Calibrate, Incoming, Order, Pair, QuantizeError, Row, Statistic};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::integer::{ARGUMENT_BITS, VALUE_BITS, raised};
use crate::layer::int8::{LstmForm, Packed, RecurrentI8, Requantize, Rounding};
use crate::layer::{
    EXPONENTS, FastGrnn, FastGrnnCell, GruCell, IntegerRecurrence, Layer, Lstm, LstmCell,
    Nonlinearity, Recurrent, RecurrentState, RnnCell, Scale, Steps,
};
use crate::scratch::with_zeros_in_each;
use crate::slices;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// Implements [`Calibrate`] for a recurrent layer with the rule `$rule`. `$write` writes the numbers of a layer whose states are in a range.
macro_rules! recurrent {
    ([$($generics:tt)*] $layer:ty { $rule:ty, $gates:ident }, ($real:ident, $states:ident, $input:ident) => $quantized:ident, $add:ident: $write:expr) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Calibrate for $layer {
            type Statistics<S: Statistic> = S;
            type Rows = Row;

            /// The statistics are those of the states of all steps.
            fn observe<S: Statistic>(
                &self,
                input: &[[f32; L]; C],
                arena: Arena<'_>,
                statistics: Option<&mut S>,
            ) -> bool {
                let Some(output) = arena.place::<Self::Output>() else {
                    return false;
                };
                with_zeros_in_each(|state: &mut RecurrentState<$rule, C, H, $gates>| {
                    let advance = |x: &[f32; C], after: &mut [f32; H]| self.advance(state, x, after);
                    observe::<T, S, C, H, L>(input, output, statistics, advance)
                })
            }

            fn quantize_layer<S: Statistic, R: Rounding>(
                &self,
                statistics: &S,
                input: Incoming,
                $quantized: &mut Self::Quantized<R>,
                row: &mut Row,
            ) -> Result<Incoming, QuantizeError> {
                let mut sums = Sums::ZERO;
                let ($real, $states, $input) = (self, statistics.range(), input.scale);
                let $add = &mut |weight, number| sums.add(weight, number);
                $write;
                let [_, output] = $quantized.scales();
                let scale = output.unwrap_or(input.scale);
                *row = Row {
                    name: Self::FACTS.name,
                    output: scale,
                    weights: Some(sums.fidelity()),
                    values: statistics.fidelity(scale),
                    ..Row::ZERO
                };
                let order = Order::SAME;
                Ok(Incoming { scale, order, ..input })
            }

            fn compare<R: Rounding>(
                &self,
                quantized: &Self::Quantized<R>,
                input: Pair<'_, Self::Input>,
                arenas: Arenas<'_>,
                row: &mut Row,
            ) {
                compare::<Identity, _, _>(self, quantized, input, arenas, Some(row));
            }
        }
    };
}

recurrent!([const C: usize, const H: usize, const G: usize, const L: usize, T: Steps]
Recurrent<GruCell, C, H, G, L, T> { GruCell, G }, (real, states, input) => quantized, add: write_layer(real, states, input, quantized, add));
recurrent!([A: Nonlinearity, const C: usize, const H: usize, const G: usize, const L: usize, T: Steps]
Recurrent<RnnCell<A>, C, H, G, L, T> { RnnCell<A>, G }, (real, states, input) => quantized, add: write_layer(real, states, input, quantized, add));
recurrent!([const C: usize, const H: usize, const G: usize, const L: usize, T: Steps]
Recurrent<LstmCell, C, H, G, L, T> { LstmCell, G }, (real, states, input) => quantized, add: quantized.quantize_lstm(real, states, input, add));
recurrent!([const C: usize, const H: usize, const L: usize, T: Steps]
FastGrnn<C, H, L, T> { FastGrnnCell, H }, (real, states, input) => quantized, add: {
    let places = quantized.bias.iter_mut().zip(&mut quantized.other_bias);
    for ((place, other), (gate, update)) in places.zip(real.bias_gate.iter().zip(&real.bias_update)) {
        *place = argument(*gate);
        *other = argument(*update) - *place;
    }
    quantized.scales = real.scales().map(|scale| fixed(scale, VALUE_BITS).min((1 << VALUE_BITS) - 1));
    write_weights(&real.weight_ih, &real.weight_hh, (states, input), quantized, add);
});

impl<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps>
    LstmForm<C, H, G, L, T> for RecurrentI8<LstmCell, C, H, G, L, T>
{
    fn quantize_lstm(
        &mut self,
        real: &Lstm<C, H, G, L, T>,
        states: [f32; 2],
        input: Scale,
        add: &mut dyn FnMut(f32, f32),
    ) {
        write_layer(real, states, input, self, add);
    }
}

/// Writes the numbers of a layer with two products whose states are in a range.
fn write_layer<K, T, R, const C: usize, const H: usize, const G: usize, const L: usize>(
    real: &Recurrent<K, C, H, G, L, T>,
    states: [f32; 2],
    input: Scale,
    quantized: &mut RecurrentI8<K, C, H, G, L, T, R>,
    add: &mut dyn FnMut(f32, f32),
) where
    K: IntegerRecurrence<H, G>,
    T: Steps,
    R: Rounding,
{
    let others = quantized.other_bias.as_mut_slice();
    let (added, apart) = slices::split(&real.bias_hh, G - others.len());
    let added = added.iter().chain(core::iter::repeat(&0.0));
    for ((place, bias), added) in quantized.bias.iter_mut().zip(&real.bias_ih).zip(added) {
        *place = argument(bias + added);
    }
    for (place, bias) in others.iter_mut().zip(apart) {
        *place = argument(*bias);
    }
    write_weights(
        &real.weight_ih,
        &real.weight_hh,
        (states, input),
        quantized,
        add,
    );
}

/// Computes all steps of a layer. Adds the states to the statistics, if there are some. Returns whether all are finite.
fn observe<T: Steps, S: Statistic, const C: usize, const H: usize, const L: usize>(
    input: &[[f32; L]; C],
    output: &mut T::Output<H, L>,
    mut statistics: Option<&mut S>,
    mut advance: impl FnMut(&[f32; C], &mut [f32; H]),
) -> bool {
    let (mut x, mut state) = ([0.0; C], [0.0; H]);
    let mut all_finite = true;
    for step in 0..L {
        for (x, row) in x.iter_mut().zip(input) {
            *x = slices::element(row, step);
        }
        advance(&x, &mut state);
        all_finite = all_finite && is_finite(&state);
        if let Some(statistics) = statistics.as_deref_mut() {
            statistics.add(&state);
        }
        T::write(step, &state, output);
    }
    all_finite
}

/// The smallest exponent whose states include a range.
fn exponent([least, most]: [f32; 2]) -> i32 {
    let [first, last] = EXPONENTS;
    let largest = most.max(-least);
    let fits =
        |exponent: &i32| largest <= 128.0 * crate::layer::int8::state_scale(*exponent).factor;
    (first..last).find(fits).unwrap_or(last)
}

/// Writes the scales of the input and of states in a range, the weights and their scales, and derives the rest.
fn write_weights<K, T, R, const C: usize, const H: usize, const G: usize, const L: usize>(
    weight_ih: &[[f32; G]; C],
    weight_hh: &[[f32; G]; H],
    (states, input): ([f32; 2], Scale),
    quantized: &mut RecurrentI8<K, C, H, G, L, T, R>,
    add: &mut dyn FnMut(f32, f32),
) where
    K: IntegerRecurrence<H, G>,
    T: Steps,
    R: Rounding,
{
    (quantized.input, quantized.exponent) = (input, exponent(states));
    let state = quantized.state_scale();
    let RecurrentI8 {
        weight_ih: by_input,
        weight_hh: by_state,
        requantize_ih,
        requantize_hh,
        ..
    } = quantized;
    write::<R, C, G>(weight_ih, input, by_input, requantize_ih, add);
    write::<R, H, G>(weight_hh, state, by_state, requantize_hh, add);
    quantized.derive();
}

/// Writes the weights of one product, with a scale for each output.
fn write<R: Rounding, const I: usize, const G: usize>(
    weights: &[[f32; G]; I],
    input: Scale,
    packed: &mut Packed<[[i8; I]; G]>,
    requantize: &mut Requantize<G>,
    add: &mut dyn FnMut(f32, f32),
) {
    let (from, to) = (f64::from(input.factor), f64::from(crate::layer::int8::STEP));
    for (output, weight_scale) in requantize.weight_scale.iter_mut().enumerate() {
        let column = weights.iter().map(|row| slices::element(row, output));
        let largest = column
            .clone()
            .fold(0.0, |most: f32, weight| most.max(weight.abs()));
        let exact = raised::<R>(from * f64::from(largest) / 127.0 / to);
        let scale = Scale::new((exact * to / from) as f32, 0);
        *weight_scale = scale.factor;
        for (index, weight) in column.enumerate() {
            let number = scale.to_i8(weight).max(-127);
            add(weight, scale.to_real(number.into()));
            packed.set(output, 0, index, number);
        }
    }
}

/// A bias as a number of a gate's sum.
fn argument(bias: f32) -> i32 {
    fixed(bias, ARGUMENT_BITS)
}

/// The number nearest to `2^bits real`, from `-2^23` to `2^23`.
fn fixed(real: f32, bits: u32) -> i32 {
    let number = f64::from(real) * f64::from(1_u32 << bits);
    let limit = f64::from(1_u32 << 23);
    let number = number.clamp(-limit, limit);
    // `as` rounds toward zero
    (number + if number < 0.0 { -0.5 } else { 0.5 }) as i32
}
