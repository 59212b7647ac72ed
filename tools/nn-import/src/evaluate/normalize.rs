//! Normalization and softmax.

use super::{Inputs, axis};
use crate::graph::Node;
use crate::tensor::{Tensor, count};

pub(super) const OPERATORS: [&str; 3] = ["BatchNormalization", "Softmax", "LogSoftmax"];

pub(super) fn compute(node: &Node, opset: i64, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    match &*node.operator {
        "BatchNormalization" => batch(node, inputs),
        operator => {
            // Before opset 13 the default is axis 1, and all axes from it on are one.
            let (otherwise, from) = if opset < 13 { (1, true) } else { (-1, false) };
            let first = axis(node.int("axis").unwrap_or(otherwise), input.shape.len())?;
            if !from && first + 1 != input.shape.len() {
                return over_an_axis(input, first, operator == "LogSoftmax");
            }
            let length = count(&input.shape[first..])?;
            let is_log = operator == "LogSoftmax";
            let values = input
                .values
                .chunks(length.max(1))
                .flat_map(|row| softmax(row, is_log));
            Tensor::new(input.shape.clone(), values.collect())
        }
    }
}

/// Softmax over an axis that is not the last.
fn over_an_axis(input: &Tensor, at: usize, is_log: bool) -> Result<Tensor, String> {
    let mut order: Vec<usize> = (0..input.shape.len()).collect();
    order.swap(at, input.shape.len() - 1);
    let turned = input.transposed(&order)?;
    let length = input.shape[at].max(1);
    let rows = turned.values.chunks(length);
    let values = rows.flat_map(|row| softmax(row, is_log)).collect();
    Tensor::new(turned.shape, values)?.transposed(&order)
}

fn softmax(row: &[f64], is_log: bool) -> Vec<f64> {
    let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = row.iter().map(|x| (x - most).exp()).sum();
    let number = |x: &f64| {
        if is_log {
            x - most - sum.ln()
        } else {
            (x - most).exp() / sum
        }
    };
    row.iter().map(number).collect()
}

fn batch(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let epsilon = f64::from(node.float("epsilon").unwrap_or(1e-5));
    if node.int("training_mode").is_some_and(|mode| mode != 0) {
        return Err(
            "it computes the statistics of a batch: export the model after `model.eval()`"
                .to_owned(),
        );
    }
    let [scale, shift, mean, variance] =
        [inputs.at(1)?, inputs.at(2)?, inputs.at(3)?, inputs.at(4)?];
    let channels = input.shape.get(1).copied().unwrap_or_default();
    for tensor in [scale, shift, mean, variance] {
        if tensor.shape != [channels] {
            return Err(format!(
                "its input has {channels} channels, and a parameter has the shape {:?}",
                tensor.shape
            ));
        }
    }
    let plane = count(&input.shape[2.min(input.shape.len())..])?.max(1);
    let number = |(index, x): (usize, &f64)| {
        let channel = index / plane % channels.max(1);
        let deviation = (variance.values[channel] + epsilon).sqrt();
        (x - mean.values[channel]) / deviation * scale.values[channel] + shift.values[channel]
    };
    let values = input.values.iter().enumerate().map(number).collect();
    Tensor::new(input.shape.clone(), values)
}

/// `LayerNormalization`: the output, the means, and the reciprocal standard deviations.
pub(super) fn layer(node: &Node, inputs: Inputs<'_>) -> Result<Vec<Tensor>, String> {
    let input = inputs.at(0)?;
    let epsilon = f64::from(node.float("epsilon").unwrap_or(1e-5));
    let first = axis(node.int("axis").unwrap_or(-1), input.shape.len())?;
    let length = count(&input.shape[first..])?;
    let mut values = Vec::with_capacity(input.values.len());
    let (mut means, mut reciprocals) = (Vec::new(), Vec::new());
    for row in input.values.chunks(length.max(1)) {
        let mean = row.iter().sum::<f64>() / length as f64;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / length as f64;
        let reciprocal = (variance + epsilon).sqrt().recip();
        values.extend(row.iter().map(|x| (x - mean) * reciprocal));
        means.push(mean);
        reciprocals.push(reciprocal);
    }
    let normal = Tensor::new(input.shape.clone(), values)?;
    let mut output = inputs.zip(&normal, inputs.at(1)?, |x, scale| x * scale)?;
    if let Some(shift) = inputs.get(2) {
        output = inputs.zip(&output, shift, |x, shift| x + shift)?;
    }
    let ones = vec![1; input.shape.len() - first];
    let shape = [&input.shape[..first], &ones].concat();
    Ok(vec![
        output,
        Tensor::new(shape.clone(), means)?,
        Tensor::new(shape, reciprocals)?,
    ])
}
