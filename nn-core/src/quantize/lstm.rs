//! Quantization of an LSTM for the arithmetic of TensorFlow Lite Micro.

use super::scale_of;
use crate::kernel::integer::MOST_BIAS;
use crate::layer::int8::{LstmForm, LstmI8, Packed};
use crate::layer::{Layer, Lstm, Scale, Steps};
use crate::slices;

/// A number of the cell represents `c / 2^11`, so that cells from -16 to 16 have one.
const CELL_EXPONENT: i32 = -11;

impl<const C: usize, const H: usize, const G: usize, const L: usize, T: Steps>
    LstmForm<C, H, G, L, T> for LstmI8<C, H, L, T>
{
    fn quantize_lstm(
        &mut self,
        real: &Lstm<C, H, G, L, T>,
        states: [f32; 2],
        input: Scale,
        add: &mut dyn FnMut(f32, f32),
    ) {
        (self.input, self.output) = (input, scale_of(states));
        (self.cell_exponent, self.cell_limit) = (CELL_EXPONENT, 0);
        for (number, gate) in self.gates.iter_mut().enumerate() {
            let first = number * H;
            let scale = write(&real.weight_ih, first, &mut gate.weight_ih, add);
            gate.requantize_ih.weight_scale = [scale];
            let of_sum = f64::from(input.factor * scale);
            let biases = real.bias_ih.iter().zip(&real.bias_hh).skip(first);
            for (place, (one, other)) in gate.bias.iter_mut().zip(biases) {
                *place = bias(f64::from(one + other) / of_sum);
            }
            let scale = write(&real.weight_hh, first, &mut gate.weight_hh, add);
            gate.requantize_hh.weight_scale = [scale];
        }
        self.derive();
    }
}

/// Writes the weights of a gate, whose first output is `first`. Returns their scale.
fn write<const I: usize, const G: usize, const H: usize>(
    weights: &[[f32; G]; I],
    first: usize,
    packed: &mut Packed<[[i8; I]; H]>,
    add: &mut dyn FnMut(f32, f32),
) -> f32 {
    let outputs = first..first + H;
    let of_gate = weights
        .iter()
        .map(|row| slices::range(row, outputs.clone()));
    let all = of_gate.clone().flatten();
    let largest = all.fold(0.0, |most: f32, weight| most.max(weight.abs()));
    let factor = (largest / 127.0).max(f32::MIN_POSITIVE);
    let scale = Scale::new(factor, 0);
    for (input, row) in of_gate.enumerate() {
        for (output, weight) in row.iter().enumerate() {
            let number = scale.to_i8(*weight).max(-127);
            add(*weight, scale.to_real(number.into()));
            packed.set(output, 0, input, number);
        }
    }
    factor
}

/// The integer that is nearest to a bias.
fn bias(number: f64) -> i32 {
    let most = f64::from(MOST_BIAS);
    // `as` rounds toward zero
    (number.clamp(-most, most) + if number < 0.0 { -0.5 } else { 0.5 }) as i32
}
