//! Writes layers in the language of `network!`.

use crate::layer::{Activation, Cell, Layer, Padding, Stage, Window};
use crate::tensor::Tensor;

/// The longest line of a branch that is not broken.
const WIDTH: usize = 100;

/// A shape as the language writes it.
pub(crate) fn shape(shape: &[usize]) -> String {
    match shape {
        [size] => size.to_string(),
        sizes => format!("{sizes:?}"),
    }
}

/// All layers of a network on one line: `784 => Dense<10>`.
pub(crate) fn line(input: &[usize], stages: &[Stage]) -> String {
    let stages = stages.iter().map(stage);
    std::iter::once(shape(input))
        .chain(stages)
        .collect::<Vec<_>>()
        .join(" => ")
}

/// The layers of a network, broken into lines with this indent.
pub(crate) fn lines(input: &[usize], stages: &[Stage], indent: &str) -> String {
    let mut text = shape(input);
    let mut length = indent.len() + text.len();
    for stage in stages {
        let word = self::stage(stage);
        if length + 4 + word.len() > WIDTH {
            text.push_str(&format!("\n{indent}    => {word}"));
            length = indent.len() + 7 + word.len();
        } else {
            text.push_str(&format!(" => {word}"));
            length += 4 + word.len();
        }
    }
    text
}

/// A layer with its name and its activation.
fn stage(stage: &Stage) -> String {
    let name = stage
        .name
        .as_ref()
        .map(|name| format!("{name}: "))
        .unwrap_or_default();
    let activation = (stage.activation != Activation::Identity).then(|| stage.activation.word());
    format!("{name}{}", layer(&stage.layer, activation))
}

fn layer(layer: &Layer, activation: Option<String>) -> String {
    match layer {
        Layer::Dense { weight, bias } => dense(weight, bias.is_none(), activation),
        Layer::Conv {
            weight,
            bias,
            window,
            is_depthwise,
        } => {
            let filters = weight.shape.first().filter(|_| !is_depthwise);
            convolution(filters.copied(), window, bias.is_none(), activation)
        }
        Layer::Pool {
            window,
            is_max,
            is_ceil,
            counts_padding,
        } => pool(window, *is_max, *is_ceil, *counts_padding),
        Layer::GlobalAvgPool => "GlobalAvgPool".to_owned(),
        Layer::GlobalMaxPool => "GlobalMaxPool".to_owned(),
        Layer::ZeroPad([before, after]) => zero_pad(before, after),
        Layer::Upsample(factors) => format!("Upsample{}d<{}>", factors.len(), sizes(factors)),
        Layer::Flatten => "Flatten".to_owned(),
        Layer::Standardize { .. } => "Standardize".to_owned(),
        Layer::BatchNorm { epsilon, .. } => with("BatchNorm", self::epsilon(*epsilon), activation),
        Layer::LayerNorm { epsilon, .. } => with("LayerNorm", self::epsilon(*epsilon), activation),
        Layer::PRelu { slopes } => with("PRelu", per_channel(slopes), None),
        Layer::Residual { branch, projection } => {
            residual(branch, projection.as_deref(), activation)
        }
        Layer::Concat(branches) => concat(branches),
        Layer::Recurrent {
            cell,
            weights,
            biases,
            is_sequence,
        } => recurrent(*cell, weights, biases.is_none(), *is_sequence),
    }
}

fn residual(branch: &[Stage], projection: Option<&[Stage]>, activation: Option<String>) -> String {
    let projection = projection.map(|stages| format!("projection = {}", chain(stages)));
    let arguments = [chain(branch)].into_iter().chain(projection);
    with("Residual", arguments.collect(), activation)
}

fn dense(weight: &Tensor, has_no_bias: bool, activation: Option<String>) -> String {
    let outputs = weight.shape.first().copied().unwrap_or_default();
    let arguments = [vec![outputs.to_string()], no_bias(has_no_bias)];
    with("Dense", arguments.concat(), activation)
}

/// A recurrent layer. The activation of `Rnn` is `Tanh` if none is written.
fn recurrent(cell: Cell, weights: &[Tensor; 2], has_no_bias: bool, is_sequence: bool) -> String {
    let [_, of_state] = weights;
    let units = of_state.shape.last().copied().unwrap_or_default();
    let mut arguments = vec![units.to_string()];
    arguments.extend(is_sequence.then(|| "sequences = true".to_owned()));
    arguments.extend(no_bias(has_no_bias));
    match cell {
        Cell::Gru => with("Gru", arguments, None),
        Cell::Lstm => with("Lstm", arguments, None),
        Cell::Rnn(Activation::Tanh) => with("Rnn", arguments, None),
        Cell::Rnn(activation) => with("Rnn", arguments, Some(activation.word())),
    }
}

/// Whether `PRelu` has a slope per channel.
fn per_channel(slopes: &Tensor) -> Vec<String> {
    let is_written = slopes.single().is_none();
    Vec::from_iter(is_written.then(|| "per_channel = true".to_owned()))
}

fn concat(branches: &[Vec<Stage>]) -> String {
    let branches = branches.iter().map(|branch| format!("[{}]", chain(branch)));
    with("Concat", branches.collect(), None)
}

/// A convolution, depthwise without a number of filters.
fn convolution(
    filters: Option<usize>,
    window: &Window,
    has_no_bias: bool,
    activation: Option<String>,
) -> String {
    let kernel = sizes(&window.kernel);
    let (name, first) = match filters {
        Some(filters) => (
            "Conv",
            vec![format!("filters = {filters}"), format!("kernel = {kernel}")],
        ),
        None => ("DepthwiseConv", vec![kernel]),
    };
    let rest = [
        stride(window),
        padding(window),
        dilation(window),
        no_bias(has_no_bias),
    ];
    let name = format!("{name}{}d", window.kernel.len());
    with(&name, [first, rest.concat()].concat(), activation)
}

/// A pool. The stride of the language is the kernel if none is written.
fn pool(window: &Window, is_max: bool, is_ceil: bool, counts_padding: bool) -> String {
    let name = format!(
        "{}Pool{}d",
        if is_max { "Max" } else { "Avg" },
        window.kernel.len()
    );
    let mut arguments = vec![sizes(&window.kernel)];
    if window.stride != window.kernel {
        arguments.push(format!("stride = {}", sizes(&window.stride)));
    }
    arguments.extend(padding(window));
    arguments.extend(is_ceil.then(|| "ceil_mode = true".to_owned()));
    let has_padding =
        !matches!(&window.padding, Padding::Both(sizes) if sizes.iter().all(|size| *size == 0));
    arguments
        .extend((counts_padding && has_padding).then(|| "count_include_pad = true".to_owned()));
    with(&name, arguments, None)
}

/// Zeros around the input. Sides without zeros are not written.
fn zero_pad(before: &[usize], after: &[usize]) -> String {
    let name = format!("ZeroPad{}d", before.len());
    if let ([first, ..], true) = (before, before == after)
        && before.iter().all(|size| size == first)
    {
        return format!("{name}<{first}>");
    }
    let names: &[&str] = match before.len() {
        1 => &["before", "after"],
        _ => &["top", "bottom", "left", "right"],
    };
    let sides = before
        .iter()
        .zip(after)
        .flat_map(|(before, after)| [before, after]);
    let sides = names.iter().zip(sides).filter(|(_, size)| **size != 0);
    let sides = sides.map(|(name, size)| format!("{name} = {size}"));
    with(&name, sides.collect(), None)
}

/// A chain of layers in a branch.
fn chain(stages: &[Stage]) -> String {
    stages.iter().map(stage).collect::<Vec<_>>().join(" => ")
}

/// A layer with its arguments.
fn with(name: &str, mut arguments: Vec<String>, activation: Option<String>) -> String {
    arguments.extend(activation);
    match arguments.is_empty() {
        true => name.to_owned(),
        false => format!("{name}<{}>", arguments.join(", ")),
    }
}

fn sizes(sizes: &[usize]) -> String {
    match sizes {
        [first, rest @ ..] if rest.iter().all(|size| size == first) => first.to_string(),
        sizes => format!("{sizes:?}"),
    }
}

fn stride(window: &Window) -> Vec<String> {
    let is_written = window.stride.iter().any(|stride| *stride != 1);
    Vec::from_iter(is_written.then(|| format!("stride = {}", sizes(&window.stride))))
}

fn padding(window: &Window) -> Vec<String> {
    match &window.padding {
        Padding::Same => vec!["padding = Same".to_owned()],
        Padding::Causal => vec!["padding = Causal".to_owned()],
        Padding::Both(zeros) if zeros.iter().all(|size| *size == 0) => vec![],
        Padding::Both(sizes) => vec![format!("padding = {}", self::sizes(sizes))],
    }
}

fn dilation(window: &Window) -> Vec<String> {
    let is_written = window.dilation.iter().any(|dilation| *dilation != 1);
    Vec::from_iter(is_written.then(|| format!("dilation = {}", sizes(&window.dilation))))
}

fn no_bias(is_written: bool) -> Vec<String> {
    Vec::from_iter(is_written.then(|| "bias = false".to_owned()))
}

/// The number that is added to a variance, if it is not the usual one.
fn epsilon(epsilon: f32) -> Vec<String> {
    Vec::from_iter((epsilon != 1e-5).then(|| format!("epsilon = {epsilon}")))
}
