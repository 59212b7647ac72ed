//! An LSTM, and its last state.

use nn_core::tflite::{Fused, Operator, Options};

use super::builder::Builder;
use super::operator::NO_LAYER;
use crate::graph::Attribute;
use crate::tensor::Tensor;

/// The first inputs with the weights of the input, with those of the state, and with the biases. The gates are in the order `ifgo`.
const WEIGHTS: usize = 1;
const STATES: usize = 5;
const BIASES: usize = 12;
/// The gates in the order of ONNX, `iofg`.
const ORDER: [usize; 4] = [0, 3, 1, 2];
/// The inputs of an LSTM with peepholes, with a projection, or with normalized gates.
const OTHERS: [usize; 9] = [9, 10, 11, 16, 17, 20, 21, 22, 23];

impl Builder<'_> {
    /// `UNIDIRECTIONAL_SEQUENCE_LSTM`: the states of all steps.
    pub(super) fn lstm(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let Options::Lstm {
            activation: Fused::TANH,
            is_time_major,
            ..
        } = operator.options()
        else {
            return Err("the activation of its cell is not TANH".to_owned());
        };
        if OTHERS.iter().any(|other| operator.input(*other).is_some()) {
            return Err("it has peepholes, a projection or normalized gates".to_owned());
        }
        let weights = self.gates(operator, WEIGHTS)?;
        let states = self.gates(operator, STATES)?;
        let mut biases = self.gates(operator, BIASES)?;
        biases.values.resize(2 * biases.values.len(), 0.0);
        biases.shape = vec![1, biases.values.len()];
        let mut inputs = vec![self.data(operator)?];
        inputs.extend([weights, states, biases].map(|tensor| self.constant(tensor)));
        let layout = Attribute::Int(i64::from(!is_time_major));
        let value = self.push("LSTM", inputs, &[("layout", layout)]);
        let shape = operator.output(0).map(|tensor| self.shape(tensor));
        Ok(self.reshaped(value, shape.unwrap_or_default()))
    }

    /// The weights or the biases of all gates, in the order of ONNX.
    fn gates(&self, operator: &Operator<'_>, first: usize) -> Result<Tensor, String> {
        let (mut sizes, mut values) = (vec![], vec![]);
        for gate in ORDER {
            let found = self.numbers(operator, first + gate)?;
            values.extend(found.values);
            sizes = found.shape;
        }
        let (units, rest) = sizes.split_first().ok_or("its gates have no units")?;
        Tensor::new([&[1, 4 * units], rest].concat(), values)
    }

    /// `STRIDED_SLICE` of the last step of a sequence.
    pub(super) fn last_step(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let shape = |tensor: Option<usize>| tensor.map(|tensor| self.shape(tensor));
        let (input, output) = (shape(operator.input(0)), shape(operator.output(0)));
        let (Some(input), Some(output), Options::Slice(begins)) =
            (input, output, operator.options())
        else {
            return Err(NO_LAYER.to_owned());
        };
        let (places, strides) = (self.list(operator, 1)?, self.list(operator, 3)?);
        let begin = |axis: usize| match places.get(axis) {
            Some(place) if begins >> axis & 1 == 0 => *place,
            _ => 0,
        };
        let is_last = |axis: &usize| begin(*axis) == -1 || begin(*axis) + 1 == input[*axis] as i64;
        let axes: Vec<usize> = (0..input.len().min(32))
            .filter(|axis| input[*axis] > 1)
            .collect();
        let moved: Vec<usize> = axes
            .iter()
            .copied()
            .filter(|axis| begin(*axis) != 0)
            .collect();
        let [axis] = moved[..] else {
            return Err(NO_LAYER.to_owned());
        };
        let rest = input.iter().product::<usize>() / input[axis];
        let is_one = output.iter().product::<usize>() == rest;
        if !is_last(&axis) || !is_one || strides.iter().any(|stride| *stride != 1) {
            return Err(NO_LAYER.to_owned());
        }
        let index = self.constant(Tensor::new(vec![], vec![(input[axis] - 1) as f64])?);
        let value = self.data(operator)?;
        let along = [("axis", Attribute::Int(axis as i64))];
        let value = self.push("Gather", vec![value, index], &along);
        Ok(match output.len() < input.len() {
            true => value,
            false => self.reshaped(value, output),
        })
    }
}
