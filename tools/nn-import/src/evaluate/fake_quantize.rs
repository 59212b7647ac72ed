//! The rounding of 8-bit integers.

use super::Inputs;
use crate::graph::Node;
use crate::tensor::Tensor;

/// Rounds to the numbers that integers of 8 bits represent: `scale (q - zero point)`.
pub(super) const OPERATOR: &str = "FakeQuant";

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let scale = f64::from(node.float("scale").ok_or("it has no scale")?);
    let zero = node.int("zero_point").ok_or("it has no zero point")? as f64;
    let rounded = |x: f64| {
        let integer = ((x / scale).round() + zero).clamp(-128.0, 127.0);
        scale * (integer - zero)
    };
    Ok(inputs.at(0)?.map(rounded))
}
