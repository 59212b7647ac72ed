//! Recurrent layers.

use nn_core::activation::Formula;
use nn_core::verify::{Graph, Rule, Unrolled, Value};

use crate::layer::{Activation, Cell};
use crate::tensor::Tensor;

/// The last state, or the states of all steps.
pub(super) fn recurrent(
    graph: &mut Graph,
    input: &Value,
    (cell, weights): (Cell, &[Tensor; 2]),
    biases: Option<&[Tensor; 2]>,
    is_sequence: bool,
) -> Result<Value, String> {
    let widths = weights.each_ref().map(|weights| weights.shape.get(1));
    let [Some(features), Some(units)] = widths else {
        return Err("the weights of a recurrent layer are no matrices".to_owned());
    };
    let zeros = || vec![0.0; weights[0].shape[0]];
    let biases = [0, 1].map(|part| biases.map_or_else(zeros, |biases| biases[part].floats()));
    let weights = weights.each_ref().map(by_input);
    let layer = Unrolled {
        rule: match cell {
            Cell::Gru => Rule::Gru,
            Cell::Lstm => Rule::Lstm,
            Cell::Rnn(Activation::Relu) => Rule::Plain(Formula::Rectified),
            Cell::Rnn(_) => Rule::Plain(Formula::HyperbolicTangent),
        },
        features: *features,
        steps: graph.length(input) / (*features).max(1),
        units: *units,
        weights: weights.each_ref().map(Vec::as_slice),
        biases: biases.each_ref().map(Vec::as_slice),
    };
    let states = graph.recurrent(input, &layer);
    match (states.last(), is_sequence) {
        (_, true) => Ok(graph.by_unit(&states)),
        (Some(last), false) => Ok(*last),
        (None, false) => Err("a sequence has no steps".to_owned()),
    }
}

/// A row of all gates for each input. Files have a row of all inputs for each gate.
fn by_input(weights: &Tensor) -> Vec<f32> {
    let (values, inputs) = (weights.floats(), weights.shape[1]);
    let all = (0..inputs).flat_map(|input| values.iter().skip(input).step_by(inputs.max(1)));
    all.copied().collect()
}
