//! Activations of three lines: a ReLU with the limit 6, and what is written with it.

use super::{Lowering, Position, Refused, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

impl<'a> Lowering<'a> {
    /// The smallest and the largest value of `Clip`: attributes before opset 11, and inputs since.
    fn limits(&self, node: &Node) -> (Option<f64>, Option<f64>) {
        let (least, most) = if self.graph.opset < 11 {
            let limit = |name: &str| node.float(name).map(f64::from);
            (limit("min"), limit("max"))
        } else {
            let is_there =
                |index: usize| node.inputs.get(index).is_some_and(|name| !name.is_empty());
            let single = |index: usize| self.constant(node, index).and_then(Tensor::single);
            // A limit that is computed from the input is NaN.
            let limit = |index: usize| is_there(index).then(|| single(index).unwrap_or(f64::NAN));
            (limit(1), limit(2))
        };
        let is_limit = |limit: &f64| limit.is_nan() || limit.abs() < f64::from(f32::MAX);
        (least.filter(is_limit), most.filter(is_limit))
    }

    /// A `Clip` is a ReLU if its limits are 0 and none, or 0 and 6.
    pub(super) fn clip(&self, node: &Node, stages: &[Stage]) -> Result<Activation, Refused> {
        match self.limits(node) {
            (Some(0.0), None) => Ok(Activation::Relu),
            (Some(0.0), Some(6.0)) => Ok(Activation::Relu6),
            (None, Some(6.0)) if ends_in_relu(stages) => Ok(Activation::Relu6),
            (least, most) => {
                let word = |limit: Option<f64>| limit.map_or("none".to_owned(), |x| x.to_string());
                refused(
                    format!("its limits are {} and {}", word(least), word(most)),
                    "a limit is that of `Relu`, from 0 on, or of `Relu6`, from 0 to 6: train with `ReLU` or `ReLU6`",
                )
            }
        }
    }

    /// `Max(x, 0)`, and `Min(x, 6)` of a ReLU.
    pub(super) fn limit(&self, node: &Node, stages: &[Stage]) -> Result<Activation, Refused> {
        match (&*node.operator, self.number(node)) {
            ("Max", Some(0.0)) => Ok(Activation::Relu),
            ("Min", Some(6.0)) if ends_in_relu(stages) => Ok(Activation::Relu6),
            _ => refused(
                "it is no activation of the language",
                "`Max` with 0 is `Relu`, and `Min` with 6 of it is `Relu6`",
            ),
        }
    }

    /// `Clip(x + 3, 0, 6) / 6` of the value at a position, and its last node.
    pub(super) fn hard_sigmoid(&self, at: &Position) -> Option<(Activation, &'a Node)> {
        match self.nodes(&at.value)[..] {
            [first] if first.operator == "Add" => {
                let last = self.gate(first)?;
                Some((Activation::HardSigmoid, last))
            }
            _ => None,
        }
    }

    /// `x * HardSigmoid(x)`, or `x * Clip(x + 3, 0, 6) / 6`, and its last node.
    pub(super) fn hard_swish(&self, at: &Position) -> Option<(Activation, &'a Node)> {
        let users = self.nodes(&at.value);
        if users.len() != 2 {
            return None;
        }
        let is_product = |node: &&Node| node.inputs.contains(&at.value);
        let last = users.iter().find_map(|node| {
            if let Some(gate) = self.gate(node) {
                return self.after(gate, "Mul").filter(is_product);
            }
            let product = self.after(self.limited(node)?, "Mul");
            self.sixth(product.filter(is_product)?)
        })?;
        Some((Activation::HardSwish, last))
    }

    /// `HardSigmoid(x)`, or `Clip(x + 3, 0, 6) / 6`, from its first node to its last.
    fn gate(&self, first: &'a Node) -> Option<&'a Node> {
        match &*first.operator {
            "HardSigmoid" => is_of_pytorch(first).then_some(first),
            _ => self.sixth(self.limited(first)?),
        }
    }

    /// `Clip(x + 3, 0, 6)`, from its first node to its last.
    fn limited(&self, first: &'a Node) -> Option<&'a Node> {
        if first.operator != "Add" || self.number(first) != Some(3.0) {
            return None;
        }
        let is_up_to_6 =
            |node: &&Node| self.limits(node).1 == Some(6.0) || self.number(node) == Some(6.0);
        if let Some(relu) = self.after(first, "Relu") {
            let last = self.after(relu, "Clip").or_else(|| self.after(relu, "Min"));
            return last.filter(is_up_to_6);
        }
        let clip = self.after(first, "Clip")?;
        (self.limits(clip) == (Some(0.0), Some(6.0))).then_some(clip)
    }

    /// The division by 6 of the output of a node.
    fn sixth(&self, node: &Node) -> Option<&'a Node> {
        let near = |node: &Node, number: f64| {
            self.number(node)
                .is_some_and(|found| (found - number).abs() < 1e-6)
        };
        let quotient = self.after(node, "Div").filter(|node| {
            let is_dividend = self.constant(node, 0).is_none();
            is_dividend && near(node, 6.0)
        });
        let product = self.after(node, "Mul");
        quotient.or_else(|| product.filter(|node| near(node, 1.0 / 6.0)))
    }
}

/// Whether a `HardSigmoid` is that of PyTorch.
fn is_of_pytorch(node: &Node) -> bool {
    let [alpha, beta] = numbers(node);
    (alpha - 1.0 / 6.0).abs() < 1e-6 && beta == 0.5
}

/// The numbers of `HardSigmoid`.
fn numbers(node: &Node) -> [f32; 2] {
    let number = |name: &str, otherwise: f32| node.float(name).unwrap_or(otherwise);
    [number("alpha", 0.2), number("beta", 0.5)]
}

/// A `HardSigmoid` with the numbers of PyTorch.
pub(super) fn hard_sigmoid(node: &Node) -> Result<Activation, Refused> {
    let [alpha, beta] = numbers(node);
    match is_of_pytorch(node) {
        true => Ok(Activation::HardSigmoid),
        false => refused(
            format!("its alpha is {alpha} and its beta is {beta}"),
            "`HardSigmoid` has alpha 1/6 and beta 0.5, as in PyTorch and Keras 3: train with it",
        ),
    }
}

/// Whether the last activation is a ReLU, so that the values after it are at least 0.
fn ends_in_relu(stages: &[Stage]) -> bool {
    let is_passed =
        |layer: &Layer| matches!(layer, Layer::Flatten | Layer::Pool { is_max: true, .. });
    let mut stages = stages.iter().rev();
    let last = stages.find(|stage| !is_passed(&stage.layer));
    last.is_some_and(|stage| stage.activation == Activation::Relu)
}
