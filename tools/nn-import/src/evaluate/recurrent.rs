//! Recurrent operators: `RNN`, `GRU` and `LSTM`, by the definitions of <https://onnx.ai/onnx/operators/>.

use super::{Inputs, function};
use crate::graph::{Attribute, Node};
use crate::tensor::{Tensor, count};

pub(super) const OPERATORS: [&str; 3] = ["RNN", "GRU", "LSTM"];

/// The rule of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Rnn,
    Gru { is_linear_before_reset: bool },
    Lstm,
}

impl Rule {
    fn of(node: &Node) -> Self {
        match &*node.operator {
            "RNN" => Rule::Rnn,
            "GRU" => Rule::Gru {
                is_linear_before_reset: node.int("linear_before_reset") == Some(1),
            },
            _ => Rule::Lstm,
        }
    }

    /// The number of gates, and the usual activations.
    fn facts(self) -> (usize, &'static [&'static str]) {
        match self {
            Rule::Rnn => (1, &["Tanh"]),
            Rule::Gru { .. } => (3, &["Sigmoid", "Tanh"]),
            Rule::Lstm => (4, &["Sigmoid", "Tanh", "Tanh"]),
        }
    }
}

/// The sizes of a node.
struct Sizes {
    is_batch_first: bool,
    steps: usize,
    batch: usize,
    features: usize,
    hidden: usize,
    gates: usize,
}

impl Sizes {
    fn of(node: &Node, inputs: Inputs<'_>, gates: usize) -> Result<Self, String> {
        let is_batch_first = node.int("layout") == Some(1);
        let (input, state) = (inputs.at(0)?, inputs.at(2)?);
        let ([first, second, features], [_, _, hidden]) = (&input.shape[..], &state.shape[..])
        else {
            let shapes = [&input.shape, &state.shape];
            return Err(format!(
                "its input and its weights have the shapes {shapes:?}"
            ));
        };
        let (steps, batch) = match is_batch_first {
            true => (second, first),
            false => (first, second),
        };
        if node
            .int("hidden_size")
            .is_some_and(|size| size != *hidden as i64)
        {
            return Err(format!(
                "its `hidden_size` is not the {hidden} of its weights"
            ));
        }
        Ok(Sizes {
            is_batch_first,
            steps: *steps,
            batch: *batch,
            features: *features,
            hidden: *hidden,
            gates,
        })
    }
}

/// The weights and the functions of a direction.
struct Direction<'a> {
    rule: Rule,
    sizes: &'a Sizes,
    weights: &'a [f64],
    of_state: &'a [f64],
    /// Those of the input, and those of the state.
    biases: [Vec<f64>; 2],
    peepholes: Vec<f64>,
    functions: Vec<Box<dyn Fn(f64) -> f64>>,
    limit: f64,
}

/// The states of all steps, and the state and the cell after the last one.
struct States {
    all: Vec<f64>,
    state: Vec<f64>,
    cell: Vec<f64>,
}

/// The outputs of a node: the states of all steps, the last state, and for `LSTM` the last cell.
///
/// # Errors
/// The node has another form.
pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Vec<Tensor>, String> {
    let rule = Rule::of(node);
    let sizes = Sizes::of(node, inputs, rule.facts().0)?;
    let are_reverse = match node.text("direction").unwrap_or("forward") {
        "forward" => vec![false],
        "reverse" => vec![true],
        "bidirectional" => vec![false, true],
        other => return Err(format!("its direction is `{other}`")),
    };
    let directions = are_reverse.len();
    check(node, inputs, &sizes, directions)?;
    let Sizes {
        steps,
        batch,
        features,
        hidden,
        gates,
        is_batch_first,
    } = sizes;
    let (of_all, of_end) = match is_batch_first {
        true => (
            [batch, steps, directions, hidden],
            [batch, directions, hidden],
        ),
        false => (
            [steps, directions, batch, hidden],
            [directions, batch, hidden],
        ),
    };
    let work = [directions, steps, batch, gates * hidden, features + hidden];
    inputs.budget.operations(&work)?;
    let state = |index: usize| -> Result<Vec<f64>, String> {
        match inputs.get(index) {
            Some(state) => Ok(state.values.clone()),
            None => Ok(vec![0.0; count(&of_end)?]),
        }
    };
    let mut states = States {
        all: vec![0.0; count(&of_all)?],
        state: state(5)?,
        cell: state(6)?,
    };
    for (index, is_reverse) in are_reverse.into_iter().enumerate() {
        let direction = Direction::of(node, inputs, rule, &sizes, index)?;
        direction.run(inputs.at(0)?, is_reverse, [index, directions], &mut states);
    }
    let all = Tensor::new(of_all.to_vec(), states.all)?;
    let state = Tensor::new(of_end.to_vec(), states.state)?;
    let cell = Tensor::new(of_end.to_vec(), states.cell)?;
    Ok(match rule {
        Rule::Lstm => vec![all, state, cell],
        _ => vec![all, state],
    })
}

/// Checks the sizes of all inputs.
fn check(node: &Node, inputs: Inputs<'_>, sizes: &Sizes, directions: usize) -> Result<(), String> {
    let Sizes {
        batch,
        features,
        hidden,
        gates,
        ..
    } = *sizes;
    let of = |size: usize| Some(size * directions);
    let expected = [
        of(gates * hidden * features),
        of(gates * hidden * hidden),
        of(2 * gates * hidden),
        None,
        of(batch * hidden),
        of(batch * hidden),
        of(3 * hidden),
    ];
    for (index, expected) in (1..).zip(expected) {
        let length = inputs.get(index).map(|tensor| tensor.values.len());
        if let (Some(length), Some(expected)) = (length, expected)
            && length != expected
        {
            return Err(format!(
                "its input {index} has {length} values instead of {expected}"
            ));
        }
    }
    if let Some(lengths) = inputs.get(4)
        && !lengths.is_all(sizes.steps as f64)
    {
        return Err(
            "its `sequence_lens` are not the length of the input: export it without them, for sequences of one length".to_owned(),
        );
    }
    if node.int("input_forget") == Some(1) {
        return Err(
            "it couples the gates of the input and of forgetting: train with a standard LSTM"
                .to_owned(),
        );
    }
    Ok(())
}

impl<'a> Direction<'a> {
    fn of(
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
    fn run(
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
        let units = state.len();
        let sum = |gate: usize, unit: usize| x[gate * units + unit] + h[gate * units + unit];
        match self.rule {
            Rule::Rnn => {
                for (unit, state) in state.iter_mut().enumerate() {
                    *state = self.function(0, sum(0, unit));
                }
            }
            Rule::Gru {
                is_linear_before_reset,
            } => {
                let gate = |unit: usize| [0, 1].map(|gate| self.function(0, sum(gate, unit)));
                let gates: Vec<[f64; 2]> = (0..units).map(gate).collect();
                let (x, mut h) = (&x[2 * units..], h[2 * units..].to_vec());
                if is_linear_before_reset {
                    h.iter_mut()
                        .zip(&gates)
                        .for_each(|(h, [_, reset])| *h *= reset);
                } else {
                    let left = state
                        .iter()
                        .zip(&gates)
                        .map(|(state, [_, reset])| state * reset);
                    let left: Vec<f64> = left.collect();
                    let rows = &self.of_state[2 * units * units..];
                    h = products(rows, &left, &self.biases[1][2 * units..]);
                }
                for (unit, state) in state.iter_mut().enumerate() {
                    let ([update, _], new) = (gates[unit], self.function(1, x[unit] + h[unit]));
                    *state = (1.0 - update) * new + update * *state;
                }
            }
            Rule::Lstm => {
                let peep = |gate: usize, unit: usize| self.peepholes[gate * units + unit];
                for (unit, (state, cell)) in state.iter_mut().zip(cell).enumerate() {
                    let input = self.function(0, sum(0, unit) + peep(0, unit) * *cell);
                    let forget = self.function(0, sum(2, unit) + peep(2, unit) * *cell);
                    *cell = forget * *cell + input * self.function(1, sum(3, unit));
                    let output = self.function(0, sum(1, unit) + peep(1, unit) * *cell);
                    *state = output * self.function(2, *cell);
                }
            }
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
fn functions(
    node: &Node,
    usual: &[&str],
    direction: usize,
) -> Result<Vec<Box<dyn Fn(f64) -> f64>>, String> {
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
