//! Reads the numbers of an LSTM of integers.

use super::error::{Difference, ModelError};
use super::matcher::{Matcher, Numbered, Parts};
use crate::attempt::attempt;
use crate::state::{StateLayer, StateTensor};
use crate::tflite::{Numbers, Operator, Options};

/// The first inputs of the operator with the weights of the input, those of the state, and the biases. There is one for each gate.
const WEIGHTS: [usize; 3] = [1, 5, 12];
/// The inputs with the state and with the cell.
const STATES: [usize; 2] = [18, 19];
/// The number of tensors that a layer stores for each gate.
const OF_GATE: usize = 9;
/// The number of the type of integers of 16 bits.
const INT16: u8 = 7;

impl<'a> Matcher<'a, '_> {
    /// Reads all tensors of a layer, in the order in which it stores them.
    pub(super) const fn read_lstm(
        &mut self,
        layer: &'static StateLayer,
        operator: &Operator<'a>,
        parts: &Parts<'a>,
    ) -> Result<(), ModelError> {
        let cell = attempt!(self.cell(operator, parts));
        let (mut rest, mut number) = (layer.tensors, 0);
        while let [tensor, others @ ..] = rest {
            let (gate, part) = (number / OF_GATE, number % OF_GATE);
            // the weights and the biases, and the scales of both weights
            let input = match part {
                0 | 3 => WEIGHTS[0] + gate,
                1 | 6 => WEIGHTS[1] + gate,
                _ => WEIGHTS[2] + gate,
            };
            if number < 4 * OF_GATE && matches!(part, 0 | 1 | 2 | 3 | 6) {
                let Some(found) = attempt!(self.constant(parts.operator, operator.input(input)))
                else {
                    return self.other(parts.operator);
                };
                attempt!(self.read_part(layer, part, tensor, (parts, &found)));
            } else if number >= 4 * OF_GATE && number - 4 * OF_GATE < cell.len() {
                self.put(cell[number - 4 * OF_GATE]);
            }
            self.at.word += tensor.kind.words(tensor.len());
            number += 1;
            rest = others;
        }
        Ok(())
    }

    /// Reads the weights, the biases or the scale of a gate.
    const fn read_part(
        &mut self,
        layer: &'static StateLayer,
        part: usize,
        tensor: &StateTensor,
        (parts, found): (&Parts<'a>, &Numbered<'a>),
    ) -> Result<(), ModelError> {
        match (part, found.tensor.shape(), tensor.shape) {
            (0 | 1, [rows, columns], [units, inputs]) if *rows == *units && *columns == *inputs => {
                self.read_weights(layer, parts, found)
            }
            (0 | 1, ..) => self.other(parts.operator),
            (2, ..) => self.read_bias(tensor, parts.operator, found),
            _ => self.read_scales(tensor, parts.operator, found),
        }
    }

    /// The scales of the input and of the state with their zeros, the exponent of the cell, and its limit, as words.
    const fn cell(
        &self,
        operator: &Operator<'a>,
        parts: &Parts<'a>,
    ) -> Result<[u32; 6], ModelError> {
        let index = parts.operator;
        let state = attempt!(self.tensor(index, operator.input(STATES[0])));
        let [input, output] = [
            attempt!(self.words_of_scale(index, &parts.input)),
            attempt!(self.words_of_scale(index, &parts.linear)),
        ];
        let of_state = attempt!(self.words_of_scale(index, &state));
        if of_state[0] != output[0] || of_state[1] != output[1] {
            let (tensor, needed) = (state.number, "quantized as the output of its operator");
            return self.differs(index, Difference::Value { tensor, needed });
        }
        let [exponent, limit] = attempt!(self.limits(operator, parts));
        Ok([input[0], input[1], output[0], output[1], exponent, limit])
    }

    /// The exponent of the scale of the cell, and the largest number of the cell.
    const fn limits(
        &self,
        operator: &Operator<'a>,
        parts: &Parts<'a>,
    ) -> Result<[u32; 2], ModelError> {
        let index = parts.operator;
        let cell = attempt!(self.tensor(index, operator.input(STATES[1])));
        let [bits, zero] = attempt!(self.words_of_scale(index, &cell));
        let exponent = (bits >> 23) as i32 - 127;
        let is_power = bits << 9 == 0 && exponent >= -24 && exponent <= 0;
        if !is_power || zero != 0 || !matches!(cell.tensor.numbers(), Numbers::Other(INT16)) {
            let (tensor, needed) = (
                cell.number,
                "of 16 bits with a power of two as its scale and the zero point 0",
            );
            return self.differs(index, Difference::Value { tensor, needed });
        }
        let limit = match operator.options() {
            Options::Lstm { cell_limit, .. } => cell_limit / f32::from_bits(bits),
            _ => 0.0,
        };
        if limit != 0.0 && (limit < 1.0 || limit.is_nan()) {
            let what = "a limit of its cell that is less than a step";
            return self.differs(index, Difference::Unsupported { what });
        }
        let most = i16::MAX as f32;
        let limit = if limit > most { most } else { limit };
        Ok([exponent as u32, limit as u32])
    }

    /// The scale of a tensor and its zero point.
    const fn words_of_scale(
        &self,
        operator: usize,
        found: &Numbered<'_>,
    ) -> Result<[u32; 2], ModelError> {
        let scale = attempt!(self.scale(operator, found, 0));
        Ok([
            scale.to_bits(),
            attempt!(self.zero_point(operator, found)) as u32,
        ])
    }
}
