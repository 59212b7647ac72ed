//! Rounding to integers and back, with a scale and a zero point.

use super::{Inputs, axis};
use crate::graph::Node;
use crate::kind::Kind;
use crate::tensor::Tensor;

pub(super) const OPERATORS: [&str; 2] = ["QuantizeLinear", "DequantizeLinear"];

/// `kind` is the type of the output.
pub(super) fn compute(node: &Node, inputs: Inputs<'_>, kind: Kind) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    if node.int("block_size").is_some_and(|size| size != 0) {
        return Err("it has a scale for each block".to_owned());
    }
    let spread = |tensor: &Tensor| match tensor.single() {
        Some(value) => Tensor::filled(vec![], value),
        None => {
            let at = axis(node.int("axis").unwrap_or(1), input.shape.len())?;
            let mut shape = vec![1; input.shape.len()];
            shape[at] = tensor.values.len();
            tensor.reshaped(shape)
        }
    };
    let scale = spread(inputs.at(1)?)?;
    let zero = match inputs.get(2) {
        Some(zero) => spread(zero)?,
        None => Tensor::filled(vec![], 0.0)?,
    };
    let same_shape = |tensor: Tensor| match tensor.shape == input.shape {
        true => Ok(tensor),
        false => Err(format!("its scale does not fit {:?}", input.shape)),
    };
    if node.operator == "DequantizeLinear" {
        let centered = input.zip(&zero, |x, zero| x - zero)?;
        return same_shape(centered.zip(&scale, |x, scale| x * scale)?);
    }
    // a model divides in `f32`, which decides what is in the middle of two integers
    let scaled = input.zip(&scale, |x, scale| {
        f64::from((x / scale) as f32).round_ties_even()
    })?;
    let shifted = scaled.zip(&zero, |x, zero| x + zero)?;
    let (least, most) = kind.limits().unwrap_or((-128.0, 127.0));
    same_shape(shifted.map(|x| x.clamp(least, most)))
}
