//! Recurrent operators: `RNN`, `GRU` and `LSTM`, by the definitions of <https://onnx.ai/onnx/operators/>.

mod direction;

use self::direction::Direction;
use super::Inputs;
use crate::graph::Node;
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
    check_kind(node, inputs, sizes.steps)
}

/// Refuses what is not computed.
fn check_kind(node: &Node, inputs: Inputs<'_>, steps: usize) -> Result<(), String> {
    if let Some(lengths) = inputs.get(4)
        && !lengths.is_all(steps as f64)
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
