//! Which part of the lowering understands a node.

use super::{Lowering, Position, Refused, Step, refused};
use crate::graph::Node;
use crate::layer::{Layer, Stage};

impl Lowering<'_> {
    /// How a node is understood.
    pub(super) fn step(
        &mut self,
        index: usize,
        node: &Node,
        at: &mut Position,
        stages: &mut Vec<Stage>,
    ) -> Result<Step, Refused> {
        let operator = &*node.operator;
        match operator {
            "Dropout"
                if self
                    .constant(node, 2)
                    .is_some_and(|is_on| !is_on.is_all(0.0)) =>
            {
                refused(
                    "it was exported in training mode, so it drops values at random",
                    "export `model.eval()`",
                )
            }
            "Identity" | "Cast" | "Dropout" | "FakeQuant" => Ok(Step::Done),
            "MatMul" | "Gemm" => self.dense(node, at, stages),
            "Conv" => self.convolution(node, at, stages),
            "MaxPool" | "AveragePool" => self.pool(node, at, stages),
            "GlobalAveragePool" => self.global(Layer::GlobalAvgPool, at),
            "GlobalMaxPool" => self.global(Layer::GlobalMaxPool, at),
            "ReduceMean" => self.reduced(Layer::GlobalAvgPool, node, at),
            "ReduceMax" => self.reduced(Layer::GlobalMaxPool, node, at),
            "Pad" => self.pad(node, at),
            "Resize" | "Upsample" => self.enlarge(node, at),
            "PRelu" => self.prelu(node, at),
            "BatchNormalization" | "LayerNormalization" => self.normalization(node, at),
            "Flatten" | "Reshape" | "Squeeze" | "Unsqueeze" => self.reshape(node, at, stages),
            "GRU" | "LSTM" | "RNN" => self.recurrent(node, at),
            "Gather" | "Slice" => self.part(node, at, stages),
            "Transpose" => self.transpose(node, at, stages),
            "Add" | "Sub" | "Mul" | "Div" => self.scale(index, node, at, stages),
            _ => self.activation(node, at, stages),
        }
    }
}

/// Whether a node changes only the order or the shape of the input, or is its arithmetic with a constant.
pub(super) fn moves_input(node: &Node) -> bool {
    let operator = &*node.operator;
    matches!(operator, "Identity" | "Cast" | "Dropout" | "Transpose")
        || matches!(operator, "Add" | "Sub" | "Mul" | "Div")
        || matches!(operator, "Reshape" | "Squeeze" | "Unsqueeze")
}
