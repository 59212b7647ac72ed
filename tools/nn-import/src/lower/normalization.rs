//! Batch normalization and layer normalization.

use super::{Lowering, Position, Refused, Step, refused};
use crate::graph::Node;
use crate::layer::Layer;
use crate::tensor::{Tensor, count};

impl Lowering<'_> {
    /// `BatchNormalization` or `LayerNormalization` with constant parameters.
    pub(super) fn normalization(&mut self, node: &Node, at: &Position) -> Result<Step, Refused> {
        if at.axes.is_some() || at.order.is_some() {
            return refused("its input has its channels last", "");
        }
        let epsilon = node.float("epsilon").unwrap_or(1e-5);
        let constant = |index: usize| self.constant(node, index).cloned();
        if node.operator == "BatchNormalization" {
            if is_training(node) {
                return refused(
                    "it was exported in training mode, so it uses the statistics of a batch",
                    "export `model.eval()`, in Keras `model.export`",
                );
            }
            let [Some(weight), Some(bias), Some(mean), Some(variance)] = [1, 2, 3, 4].map(constant)
            else {
                return refused("its parameters are not constant", "");
            };
            let parameters = [weight, bias, mean, variance];
            return Ok(Step::Layer(Layer::BatchNorm {
                parameters,
                epsilon,
            }));
        }
        let Some(scale) = constant(1) else {
            return refused("its scale is not constant", "");
        };
        let axis = node.int("axis").unwrap_or(-1);
        let axes = at.shape.len() as i64 + 1;
        layer_norm(
            scale,
            constant(2),
            epsilon,
            if axis < 0 { axis + axes } else { axis },
            &at.shape,
        )
    }
}

/// Whether a batch normalization computes the statistics of its batch: an attribute since opset 14, and further outputs before.
fn is_training(node: &Node) -> bool {
    let is_used = |output: &&String| !output.is_empty();
    node.int("training_mode").is_some_and(|mode| mode != 0)
        || node.outputs.iter().skip(1).filter(is_used).count() > 0
}

/// Layer normalization from an axis on, which must be the first one after the batch.
pub(super) fn layer_norm(
    scale: Tensor,
    shift: Option<Tensor>,
    epsilon: f32,
    axis: i64,
    shape: &[usize],
) -> Result<Step, Refused> {
    if axis != 1 {
        return refused(
            format!("it is over the axes from {axis} on"),
            "`LayerNorm` is over all values of a sample",
        );
    }
    let length = count(shape).map_err(|reason| (reason, ""))?;
    let shift = match shift {
        Some(shift) => Ok(shift),
        None => Tensor::filled(vec![length], 0.0),
    };
    let all = |tensor: Tensor| match tensor.single() {
        Some(value) => Tensor::filled(shape.to_vec(), value),
        None => tensor.reshaped(shape.to_vec()),
    };
    let parameters = [Ok(scale), shift].map(|tensor| tensor.and_then(all));
    match parameters {
        [Ok(scale), Ok(shift)] => Ok(Step::Layer(Layer::LayerNorm {
            parameters: [scale, shift],
            epsilon,
        })),
        [Err(reason), _] | [_, Err(reason)] => refused(reason, ""),
    }
}
