//! Activations.

use super::scale::unit_batch_norm;
use super::{Lowering, Position, Refused, Step, hard, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

impl Lowering<'_> {
    /// A node that is an activation.
    pub(super) fn activation(
        &mut self,
        node: &Node,
        at: &Position,
        stages: &[Stage],
    ) -> Result<Step, Refused> {
        let alpha = |otherwise: f32| node.float("alpha").unwrap_or(otherwise);
        let activation = match &*node.operator {
            "Relu" => Activation::Relu,
            "LeakyRelu" => Activation::LeakyRelu(alpha(0.01)),
            "Elu" => Activation::Elu(alpha(1.0)),
            "Sigmoid" => Activation::Sigmoid,
            "Tanh" => Activation::Tanh,
            "Softplus" => Activation::Softplus,
            "Gelu" if node.text("approximate") == Some("tanh") => return Err(tanh_gelu()),
            "Gelu" => Activation::Gelu,
            "HardSwish" => Activation::HardSwish,
            "HardSigmoid" => hard::hard_sigmoid(node)?,
            "Clip" => self.clip(node, stages)?,
            "Min" | "Max" => self.limit(node, stages)?,
            "Softmax" | "LogSoftmax" => {
                if at.shape.len() != 1 || at.order.is_some() {
                    return refused(
                        format!("it is over {:?}", at.shape),
                        "`Softmax` is for vectors",
                    );
                }
                if node.operator == "LogSoftmax" {
                    let note = "The model ends in a log-softmax. The network returns the probabilities, not their logarithms.";
                    self.found.notes.push(note.to_owned());
                    self.found.logarithm = node.outputs.first().cloned();
                }
                Activation::Softmax
            }
            _ => return refused("no layer of the language computes it", ""),
        };
        Ok(Step::Activation(activation))
    }
}

impl Lowering<'_> {
    /// Gives an activation to the layers before it, or to a layer that computes nothing else.
    pub(super) fn apply(
        &mut self,
        activation: Activation,
        at: &Position,
        stages: &mut Vec<Stage>,
    ) -> Result<(), Refused> {
        let refused = match give(activation, stages) {
            Ok(()) => return Ok(()),
            Err(refused) => refused,
        };
        let channels = at.shape.first().copied().unwrap_or_default();
        let filled = |value: f64| Tensor::filled(vec![channels], value);
        let (Ok(scale), Ok(shift)) = (filled(1.0), filled(0.0)) else {
            return Err(refused);
        };
        let note = "A `BatchNorm` that changes nothing carries an activation that follows no layer with weights.";
        if !self.found.notes.iter().any(|found| found == note) {
            self.found.notes.push(note.to_owned());
        }
        stages.push(Stage {
            name: None,
            layer: unit_batch_norm(scale, shift),
            activation,
            output: at.shape.clone(),
        });
        Ok(())
    }
}

/// Why GELU by its formula with tanh is refused.
pub(super) fn tanh_gelu() -> Refused {
    (
        "it approximates GELU with tanh".to_owned(),
        "`Gelu` is the exact one: export `nn.GELU()`, whose outputs differ by less than 0.001, or train with it",
    )
}

/// Gives an activation to the last layer that can take it. It changes places with what does not compute, and, if it never falls, with a
/// maximum.
fn give(activation: Activation, stages: &mut [Stage]) -> Result<(), Refused> {
    for stage in stages.iter_mut().rev() {
        match &stage.layer {
            // the limit of what a ReLU returns
            _ if activation == Activation::Relu6 && stage.activation == Activation::Relu => {
                stage.activation = Activation::Relu6;
                return Ok(());
            }
            Layer::Flatten | Layer::Upsample(_) if activation != Activation::Softmax => {}
            Layer::ZeroPad(_) if activation.keeps_zero() => {}
            Layer::Pool { is_max: true, .. } | Layer::GlobalMaxPool if activation.is_monotone() => {
            }
            layer if layer.takes_activation() && stage.activation == Activation::Identity => {
                stage.activation = activation;
                return Ok(());
            }
            _ => break,
        }
    }
    refused(
        "no layer before it can take an activation",
        "an activation follows a layer with weights or a residual",
    )
}
