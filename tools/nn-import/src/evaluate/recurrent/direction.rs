//! One direction of a recurrent operator: its weights, and its steps.

use super::{Rule, Sizes, States};
use crate::evaluate::{Inputs, function};
use crate::graph::{Attribute, Node};
use crate::tensor::Tensor;

/// An activation.
type Function = Box<dyn Fn(f64) -> f64>;

/// The weights and the functions of a direction.
pub(super) struct Direction<'a> {
    rule: Rule,
    sizes: &'a Sizes,
    weights: &'a [f64],
    of_state: &'a [f64],
    /// Those of the input, and those of the state.
    biases: [Vec<f64>; 2],
    peepholes: Vec<f64>,
    functions: Vec<Function>,
    limit: f64,
}

impl<'a> Direction<'a> {
    pub(super) fn of(
        node: &Node,
        inputs: Inputs<'a>,
        rule: Rule,
        sizes: &'a Sizes,
        index: usize,
    ) -> Result<Self, String> {
        let rows = sizes.gates * sizes.hidden;
        let block = |tensor: &'a Tensor, length: usize| &tensor.values[index * length..][..length];
        let list = |place: usize, length: usize| match inputs.get(place) {
            Some(tensor) => block(tensor, length).to_vec(),
            None => vec![0.0; length],
        };
        let mut biases = list(3, 2 * rows);
        let of_state = biases.split_off(rows);
        Ok(Direction {
            rule,
            sizes,
            weights: block(inputs.at(1)?, rows * sizes.features),
            of_state: block(inputs.at(2)?, rows * sizes.hidden),
            biases: [biases, of_state],
            peepholes: list(7, 3 * sizes.hidden),
            functions: functions(node, rule.facts().1, index)?,
            limit: node.float("clip").map_or(f64::INFINITY, f64::from),
        })
    }

    /// Computes all steps of all samples. `index` is the place of the direction among `directions`.
    pub(super) fn run(
        &self,
        input: &Tensor,
        is_reverse: bool,
        [index, directions]: [usize; 2],
        states: &mut States,
    ) {
        let Sizes {
            steps,
            batch,
            features,
            hidden,
            is_batch_first,
            ..
        } = *self.sizes;
        for sample in 0..batch {
            let end = match is_batch_first {
                true => sample * directions + index,
                false => index * batch + sample,
            };
            let range = end * hidden..(end + 1) * hidden;
            let state = &mut states.state[range.clone()];
            let cell = &mut states.cell[range];
            for step in 0..steps {
                let step = if is_reverse { steps - 1 - step } else { step };
                let (from, to) = match is_batch_first {
                    true => {
                        let place = sample * steps + step;
                        (place, place * directions + index)
                    }
                    false => {
                        let place = (step * directions + index) * batch + sample;
                        (step * batch + sample, place)
                    }
                };
                self.step(&input.values[from * features..][..features], state, cell);
                states.all[to * hidden..][..hidden].copy_from_slice(state);
            }
        }
    }

    /// Updates the state and the cell of a sample.
    fn step(&self, input: &[f64], state: &mut [f64], cell: &mut [f64]) {
        let x = products(self.weights, input, &self.biases[0]);
        let h = products(self.of_state, state, &self.biases[1]);
        match self.rule {
            Rule::Rnn => {
                for ((state, x), h) in state.iter_mut().zip(x).zip(h) {
                    *state = self.function(0, x + h);
                }
            }
            Rule::Gru {
                is_linear_before_reset,
            } => self.gru(is_linear_before_reset, &x, &h, state),
            Rule::Lstm => self.lstm(&x, &h, state, cell),
        }
    }

    /// The gates are `z`, `r` and the new state.
    fn gru(&self, is_linear_before_reset: bool, x: &[f64], h: &[f64], state: &mut [f64]) {
        let units = state.len();
        let sum = |gate: usize, unit: usize| x[gate * units + unit] + h[gate * units + unit];
        let gate = |unit: usize| [0, 1].map(|gate| self.function(0, sum(gate, unit)));
        let gates: Vec<[f64; 2]> = (0..units).map(gate).collect();
        let resets = gates.iter().map(|[_, reset]| reset);
        let of_state: Vec<f64> = match is_linear_before_reset {
            true => h[2 * units..]
                .iter()
                .zip(resets)
                .map(|(h, reset)| h * reset)
                .collect(),
            false => {
                let left = state.iter().zip(resets).map(|(state, reset)| state * reset);
                let rows = &self.of_state[2 * units * units..];
                products(
                    rows,
                    &left.collect::<Vec<f64>>(),
                    &self.biases[1][2 * units..],
                )
            }
        };
        for (unit, state) in state.iter_mut().enumerate() {
            let new = self.function(1, x[2 * units + unit] + of_state[unit]);
            let [update, _] = gates[unit];
            *state = (1.0 - update) * new + update * *state;
        }
    }

    /// The gates are `i`, `o`, `f` and the new cell.
    fn lstm(&self, x: &[f64], h: &[f64], state: &mut [f64], cell: &mut [f64]) {
        let units = state.len();
        let sum = |gate: usize, unit: usize| x[gate * units + unit] + h[gate * units + unit];
        let peep = |gate: usize, unit: usize| self.peepholes[gate * units + unit];
        for (unit, (state, cell)) in state.iter_mut().zip(cell).enumerate() {
            let input = self.function(0, sum(0, unit) + peep(0, unit) * *cell);
            let forget = self.function(0, sum(2, unit) + peep(2, unit) * *cell);
            *cell = forget * *cell + input * self.function(1, sum(3, unit));
            let output = self.function(0, sum(1, unit) + peep(1, unit) * *cell);
            *state = output * self.function(2, *cell);
        }
    }

    /// An activation of a sum, which is limited before.
    fn function(&self, index: usize, value: f64) -> f64 {
        self.functions[index](value.max(-self.limit).min(self.limit))
    }
}

/// `weights x + bias`.
fn products(weights: &[f64], x: &[f64], bias: &[f64]) -> Vec<f64> {
    let rows = weights.chunks(x.len().max(1)).zip(bias);
    let of_row = |row: &[f64]| row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>();
    rows.map(|(row, bias)| of_row(row) + bias).collect()
}

/// The activations of a direction.
fn functions(node: &Node, usual: &[&str], direction: usize) -> Result<Vec<Function>, String> {
    let named = match node.attributes.get("activations") {
        Some(Attribute::Texts(names)) => names.get(direction * usual.len()..).unwrap_or_default(),
        _ => &[],
    };
    let name = |(index, usual): (usize, &&str)| {
        named
            .get(index)
            .cloned()
            .unwrap_or_else(|| (*usual).to_owned())
    };
    let nodes = usual.iter().enumerate().map(|activation| Node {
        operator: name(activation),
        ..Node::default()
    });
    nodes.map(|node| function::of(&node)).collect()
}
