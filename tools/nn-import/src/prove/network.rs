//! The graph of a model's layers.

use nn_core::activation::Formula;
use nn_core::verify::{Graph, Row, Value};

use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

/// The graph of layers, one after the other.
pub(super) fn graph(input: &[usize], stages: &[Stage]) -> Result<Graph, String> {
    let mut graph = Graph::new(input.iter().product());
    let input = graph.input();
    chain(&mut graph, input, stages)?;
    Ok(graph)
}

fn chain(graph: &mut Graph, input: Value, stages: &[Stage]) -> Result<Value, String> {
    let mut value = input;
    for stage in stages {
        let sums = layer(graph, value, &stage.layer)?;
        value = graph.formula(&sums, formula(stage.activation));
    }
    Ok(value)
}

/// The number that the written network has.
fn single(value: f64) -> f64 {
    f64::from(value as f32)
}

fn layer(graph: &mut Graph, input: Value, layer: &Layer) -> Result<Value, String> {
    match layer {
        Layer::Dense { weight, bias } => Ok(dense(graph, input, weight, bias.as_ref())),
        Layer::Flatten => Ok(input),
        Layer::Standardize { mean, scale } => Ok(standardize(graph, input, mean, scale)),
        Layer::BatchNorm {
            parameters,
            epsilon,
        } => Ok(batch_norm(graph, input, parameters, *epsilon)),
        Layer::Residual { branch, projection } => {
            let sums = chain(graph, input, branch)?;
            let other = match projection {
                Some(projection) => chain(graph, input, projection)?,
                None => input,
            };
            Ok(graph.sum([sums, other]))
        }
        Layer::Concat(branches) => {
            let parts: Result<Vec<Value>, String> =
                branches.iter().map(|branch| chain(graph, input, branch)).collect();
            Ok(graph.join(&parts?))
        }
        _ => Err(
            "properties are decided for networks of dense layers; import this one, and use `nn_core::verify::Verifier` in a test"
                .to_owned(),
        ),
    }
}

fn dense(graph: &mut Graph, input: Value, weight: &Tensor, bias: Option<&Tensor>) -> Value {
    let inputs = graph.length(&input).max(1);
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
    graph.affine(&input, rows)
}

fn standardize(graph: &mut Graph, input: Value, mean: &Tensor, scale: &Tensor) -> Value {
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

fn batch_norm(graph: &mut Graph, input: Value, parameters: &[Tensor; 4], epsilon: f32) -> Value {
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
fn per_channel(graph: &mut Graph, input: Value, lines: &[Line]) -> Value {
    let positions = graph.length(&input) / lines.len().max(1);
    let rows = lines.iter().enumerate().flat_map(|(channel, line)| {
        (channel * positions..(channel + 1) * positions).map(|place| Row {
            products: vec![(place, line.slope)],
            bias: line.constant,
            constants: line.constants,
            operations: line.operations,
        })
    });
    graph.affine(&input, rows)
}

fn formula(activation: Activation) -> Formula {
    match activation {
        Activation::Identity => Formula::Same,
        Activation::Relu => Formula::Rectified,
        Activation::Relu6 => Formula::RectifiedUpTo6,
        Activation::LeakyRelu(slope) => Formula::LeakyRectified(slope),
        Activation::Elu(alpha) => Formula::ExponentialLinear(alpha),
        Activation::Gelu => Formula::GaussianLinear,
        Activation::Silu => Formula::Swish,
        Activation::HardSwish => Formula::SwishOfLines,
        Activation::Sigmoid => Formula::Logistic,
        Activation::HardSigmoid => Formula::LogisticOfLines,
        Activation::Tanh => Formula::HyperbolicTangent,
        Activation::Softplus => Formula::SmoothRectified,
        Activation::Softmax => Formula::NormalizedExponential,
    }
}
