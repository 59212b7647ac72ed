//! The graph of a model's layers.

use nn_core::activation::Formula;
use nn_core::verify::{Graph, Value};

use super::affine::{batch_norm, dense, standardize};
use super::recurrent::recurrent;
use super::windows::{Slide, moved, of_channels};
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

const UNKNOWN: &str = "nothing can be proved about one of its layers";

/// The graph of layers, one after the other.
pub(super) fn graph(input: &[usize], stages: &[Stage]) -> Result<Graph, String> {
    let mut graph = Graph::new(input.iter().product());
    let value = graph.input();
    chain(&mut graph, value, input, stages)?;
    Ok(graph)
}

/// Layers one after the other, from a value of this shape.
fn chain(
    graph: &mut Graph,
    input: Value,
    shape: &[usize],
    stages: &[Stage],
) -> Result<Value, String> {
    let (mut value, mut shape) = (input, shape);
    for stage in stages {
        let sums = layer(graph, &value, shape, stage)?;
        value = graph.formula(&sums, formula(stage.activation));
        shape = &stage.output;
    }
    Ok(value)
}

/// A layer, from a value of this shape.
fn layer(
    graph: &mut Graph,
    input: &Value,
    shape: &[usize],
    stage: &Stage,
) -> Result<Value, String> {
    Ok(match &stage.layer {
        Layer::Dense { weight, bias } => dense(graph, input, weight, bias.as_ref()),
        Layer::Flatten => *input,
        Layer::Standardize { mean, scale } => standardize(graph, input, mean, scale),
        Layer::BatchNorm {
            parameters,
            epsilon,
        } => batch_norm(graph, input, parameters, *epsilon),
        Layer::LayerNorm {
            parameters,
            epsilon,
        } => {
            let [scale, shift] = parameters.each_ref().map(Tensor::floats);
            graph.normalize(input, [&scale, &shift], *epsilon)
        }
        Layer::PRelu { slopes } => rectified(graph, input, slopes),
        Layer::Recurrent {
            cell,
            weights,
            biases,
            is_sequence,
        } => recurrent(
            graph,
            input,
            (*cell, weights),
            biases.as_ref(),
            *is_sequence,
        )?,
        Layer::Residual { .. } | Layer::Concat(_) => branches(graph, input, shape, &stage.layer)?,
        _ => plane(graph, input, shape, stage)?,
    })
}

/// A layer that has branches.
fn branches(
    graph: &mut Graph,
    input: &Value,
    shape: &[usize],
    layer: &Layer,
) -> Result<Value, String> {
    let mut branch = |stages: &[Stage]| chain(graph, *input, shape, stages);
    match layer {
        Layer::Residual {
            branch: stages,
            projection,
        } => {
            let sums = branch(stages)?;
            let other = branch(projection.as_deref().unwrap_or_default())?;
            Ok(graph.sum([sums, other]))
        }
        Layer::Concat(all) => {
            let parts: Result<Vec<Value>, String> =
                all.iter().map(|stages| branch(stages)).collect();
            Ok(graph.join(&parts?))
        }
        _ => Err(UNKNOWN.to_owned()),
    }
}

/// A layer over the planes of channels.
fn plane(
    graph: &mut Graph,
    input: &Value,
    shape: &[usize],
    stage: &Stage,
) -> Result<Value, String> {
    // Channels are first.
    let [from, to] = [shape, &stage.output].map(|shape| shape.get(1..).unwrap_or_default());
    let slide = |window| Slide {
        window,
        input: from,
        output: to,
    };
    let channels = shape.first().copied().unwrap_or(1);
    Ok(match &stage.layer {
        Layer::Conv {
            weight,
            bias,
            window,
            is_depthwise,
        } => slide(window).convolution(graph, input, [Some(weight), bias.as_ref()], *is_depthwise),
        Layer::Pool {
            window,
            is_max,
            counts_padding,
            ..
        } => slide(window).pool(graph, input, [*is_max, *counts_padding]),
        Layer::GlobalAvgPool => of_channels(graph, input, channels, false),
        Layer::GlobalMaxPool => of_channels(graph, input, channels, true),
        Layer::ZeroPad([before, _]) => moved(graph, input, [from, to], |axis, position| {
            position.checked_sub(before.get(axis).copied()?)
        }),
        Layer::Upsample(factors) => moved(graph, input, [from, to], |axis, position| {
            position.checked_div(*factors.get(axis)?)
        }),
        _ => return Err(UNKNOWN.to_owned()),
    })
}

/// ReLU with a slope for each channel, or one.
fn rectified(graph: &mut Graph, input: &Value, slopes: &Tensor) -> Value {
    let each = graph.length(input) / slopes.values.len().max(1);
    let slopes = slopes.values.iter();
    let formulas = slopes.map(|slope| Formula::LeakyRectified(*slope as f32));
    let formulas = formulas.flat_map(|formula| vec![formula; each]);
    graph.curve(input, formulas.collect())
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
