//! Layers that are sums of products, and lines of single channels.

use nn_core::verify::{Graph, Row, Value};

use super::single;
use crate::tensor::Tensor;

pub(super) fn dense(
    graph: &mut Graph,
    input: &Value,
    weight: &Tensor,
    bias: Option<&Tensor>,
) -> Value {
    let inputs = graph.length(input).max(1);
    let rows = weight
        .values
        .chunks(inputs)
        .enumerate()
        .map(|(index, weights)| {
            let bias = bias.and_then(|bias| bias.values.get(index));
            Row {
                products: weights
                    .iter()
                    .map(|weight| single(*weight))
                    .enumerate()
                    .collect(),
                bias: bias.copied().map_or(0.0, single),
                ..Row::default()
            }
        });
    graph.affine(input, rows)
}

pub(super) fn standardize(
    graph: &mut Graph,
    input: &Value,
    mean: &Tensor,
    scale: &Tensor,
) -> Value {
    let lines = mean.values.iter().zip(&scale.values).map(|(mean, scale)| {
        let scale = if single(*scale) == 0.0 {
            1.0
        } else {
            single(*scale)
        };
        let constant = -single(*mean) / scale;
        Line {
            slope: 1.0 / scale,
            constant,
            constants: constant.abs(),
            operations: 2,
        }
    });
    per_channel(graph, input, &lines.collect::<Vec<_>>())
}

pub(super) fn batch_norm(
    graph: &mut Graph,
    input: &Value,
    parameters: &[Tensor; 4],
    epsilon: f32,
) -> Value {
    let [weight, bias, mean, variance] = parameters;
    let parameters = weight.values.iter().zip(&bias.values);
    let statistics = mean.values.iter().zip(&variance.values);
    let lines = parameters
        .zip(statistics)
        .map(|((weight, bias), (mean, variance))| {
            let slope = single(*weight) / (single(*variance) + f64::from(epsilon)).sqrt();
            let (shift, product) = (single(*bias), slope * single(*mean));
            Line {
                slope,
                constant: shift - product,
                constants: shift.abs() + product.abs(),
                // The slope is computed in `f32`, with four operations.
                operations: 8,
            }
        });
    per_channel(graph, input, &lines.collect::<Vec<_>>())
}

/// A map of one channel.
struct Line {
    slope: f64,
    constant: f64,
    /// The sum of the absolute values of the numbers whose sum is the constant.
    constants: f64,
    /// The number of operations that round.
    operations: usize,
}

/// Applies a line to each channel.
fn per_channel(graph: &mut Graph, input: &Value, lines: &[Line]) -> Value {
    let positions = graph.length(input) / lines.len().max(1);
    let rows = lines.iter().enumerate().flat_map(|(channel, line)| {
        (channel * positions..(channel + 1) * positions).map(|place| Row {
            products: vec![(place, line.slope)],
            bias: line.constant,
            constants: line.constants,
            operations: line.operations,
        })
    });
    graph.affine(input, rows)
}
