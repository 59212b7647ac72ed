//! ReLU with learned slopes.

use super::{Lowering, Position, Refused, Step, refused};
use crate::evaluate::slopes;
use crate::graph::Node;
use crate::layer::Layer;
use crate::tensor::Tensor;

impl Lowering<'_> {
    /// `PRelu` with constant slopes: one, or one per channel.
    pub(super) fn prelu(&self, node: &Node, at: &Position) -> Result<Step, Refused> {
        let Some(all) = self.constant(node, 1) else {
            return refused("its slopes are not constant", "`PRelu` has stored slopes");
        };
        let slopes = match all.single() {
            Some(slope) if at.axes.is_none() => Tensor::filled(vec![1], slope),
            _ => match slopes(all, self.graph.opset, at.shape.len() + 1) {
                Ok(slopes) => Ok(self.per_channel(&slopes, at)?),
                Err(reason) => Err(reason),
            },
        };
        match slopes {
            Ok(slopes) => Ok(Step::Layer(Layer::PRelu { slopes })),
            Err(reason) => refused(reason, ""),
        }
    }
}
