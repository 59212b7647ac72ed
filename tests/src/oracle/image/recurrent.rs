//! Recurrent layers, from their formulas.

use super::{Known, Map, each};

/// The rule of a recurrent layer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    Gru,
    Lstm,
    Tanh,
    Relu,
    MinGru,
    FastGrnn,
}

impl Rule {
    /// The rule of the layer with this name and these settings.
    pub(super) fn named(name: &str, settings: &[usize]) -> Self {
        match (name, settings) {
            ("Gru", []) => Rule::Gru,
            ("Lstm", []) => Rule::Lstm,
            ("Rnn", []) => Rule::Tanh,
            ("Rnn", [1]) => Rule::Relu,
            ("MinGru", []) => Rule::MinGru,
            ("FastGrnn", []) => Rule::FastGrnn,
            _ => panic!("there is no rule `{name}`"),
        }
    }

    fn gates(self) -> usize {
        match self {
            Rule::Gru => 3,
            Rule::Lstm => 4,
            Rule::MinGru => 2,
            Rule::Tanh | Rule::Relu | Rule::FastGrnn => 1,
        }
    }

    /// The state and the cell after a step, from the sums over the input and over the state. A FastGRNN has two scales, and the biases of
    /// its gate and of its new values.
    fn step(
        self,
        [by_input, by_state]: [&[f64]; 2],
        (scales, biases): (&[f64], &[Vec<f64>; 2]),
        state: &mut [f64],
        cell: &mut [f64],
    ) {
        let units = state.len();
        for unit in 0..units {
            let x = |gate: usize| by_input[gate * units + unit];
            let h = |gate: usize| by_state[gate * units + unit];
            let sum = |gate: usize| x(gate) + h(gate);
            match self {
                Rule::Gru => {
                    let (reset, update) = (sigmoid(sum(0)), sigmoid(sum(1)));
                    let new = (x(2) + reset * h(2)).tanh();
                    state[unit] = (1.0 - update) * new + update * state[unit];
                }
                Rule::Lstm => {
                    let (input, forget) = (sigmoid(sum(0)), sigmoid(sum(1)));
                    cell[unit] = forget * cell[unit] + input * sum(2).tanh();
                    state[unit] = sigmoid(sum(3)) * cell[unit].tanh();
                }
                Rule::MinGru => {
                    let update = sigmoid(x(0));
                    state[unit] = (1.0 - update) * state[unit] + update * x(1);
                }
                Rule::FastGrnn => {
                    let [gate, update] = biases;
                    let (z, n) = (sigmoid(sum(0) + gate[unit]), (sum(0) + update[unit]).tanh());
                    let (zeta, nu) = (sigmoid(scales[0]), sigmoid(scales[1]));
                    state[unit] = (zeta * (1.0 - z) + nu) * n + z * state[unit];
                }
                Rule::Tanh => state[unit] = sum(0).tanh(),
                Rule::Relu => state[unit] = sum(0).max(0.0),
            }
        }
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// A recurrent layer over sequences.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recurrent {
    pub(super) rule: Rule,
    pub(super) features: usize,
    pub(super) units: usize,
    pub(super) has_bias: bool,
    /// Whether the output has the states of all steps.
    pub(super) is_whole: bool,
}

/// `bias + x W`, with one row of weights for each input.
fn affine(x: &[f64], weights: &[f64], bias: &[f64]) -> Vec<f64> {
    let mut sums = bias.to_vec();
    for (x, row) in x.iter().zip(weights.chunks(bias.len())) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += x * weight;
        }
    }
    sums
}

impl Map for Recurrent {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let outputs = self.rule.gates() * self.units;
        let by_input = known.parameters(self.features * outputs);
        let has_state = self.rule != Rule::MinGru;
        let by_state = known.optional(has_state, self.units * outputs, 0.0);
        let is_fast = self.rule == Rule::FastGrnn;
        let scales = known.optional(is_fast, 2, 0.0);
        let biases = [true, has_state]
            .map(|is_there| known.optional(self.has_bias && is_there, outputs, 0.0));
        each(inputs, |input| {
            let length = input.len() / self.features;
            let (mut state, mut cell) = (vec![0.0; self.units], vec![0.0; self.units]);
            let mut states = Vec::new();
            for step in 0..length {
                let x: Vec<f64> = input.iter().skip(step).step_by(length).copied().collect();
                let zeros = vec![0.0; outputs];
                let [first, second] = match is_fast {
                    true => [&zeros; 2],
                    false => [&biases[0], &biases[1]],
                };
                let sums = affine(&x, by_input, first);
                let recurrent = affine(&state, &by_state, second);
                let own = (&scales[..], &biases);
                self.rule
                    .step([&sums, &recurrent], own, &mut state, &mut cell);
                states.push(state.clone());
            }
            match self.is_whole {
                true => {
                    let row = |unit: usize| states.iter().map(move |state| state[unit]);
                    (0..self.units).flat_map(row).collect()
                }
                false => state,
            }
        })
    }
}
