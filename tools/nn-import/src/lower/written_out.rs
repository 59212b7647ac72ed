//! Activations and normalizations that a file writes as several nodes.

use super::{Lowering, Position, Step, activation, normalization};
use crate::graph::Node;
use crate::layer::{Activation, Stage};

impl<'a> Lowering<'a> {
    /// Recognizes a written-out activation or layer normalization that starts at a value.
    pub(super) fn written_out(
        &mut self,
        at: &mut Position,
        stages: &mut Vec<Stage>,
        is_outer: bool,
    ) -> bool {
        // An activation of 0 is not always 0, so that it cannot change places with a padding.
        if at.padding.is_some() {
            return false;
        }
        if let Some((activation, last)) = self
            .silu(at)
            .or_else(|| self.gelu(at))
            .or_else(|| self.softplus(at))
            .or_else(|| self.hard_sigmoid(at))
            .or_else(|| self.hard_swish(at))
        {
            let Some(output) = last.outputs.first() else {
                return false;
            };
            let before = at.shape.clone();
            at.value.clone_from(output);
            if let Err(refused) = self.apply(activation, at, stages) {
                self.refuse(last, before, refused);
            }
            return true;
        }
        let Some((last, scale, shift, epsilon)) = self.layer_norm_of(at) else {
            return false;
        };
        let Some(output) = last.outputs.first() else {
            return false;
        };
        let shape = at.shape.clone();
        at.value.clone_from(output);
        match normalization::layer_norm(scale, shift, epsilon, 1, &shape) {
            Ok(Step::Layer(layer)) => self.push(layer, last, at, stages, is_outer),
            Ok(_) => {}
            Err(refused) => self.refuse(last, shape, refused),
        }
        true
    }

    /// The nodes that use a value.
    pub(super) fn nodes(&self, value: &str) -> Vec<&'a Node> {
        let users = self.users.get(value).into_iter().flatten();
        users
            .filter_map(|user| self.graph.nodes.get(*user))
            .collect()
    }

    /// The only node that uses the output of a node, if it has this operator.
    pub(super) fn after(&self, node: &Node, operator: &str) -> Option<&'a Node> {
        match self.nodes(node.outputs.first()?)[..] {
            [next] if next.operator == operator => Some(next),
            _ => None,
        }
    }

    /// The constant with which a node changes its other input.
    pub(super) fn number(&self, node: &Node) -> Option<f64> {
        [0, 1]
            .iter()
            .find_map(|index| self.constant(node, *index)?.single())
    }

    /// `x * Sigmoid(x)`.
    fn silu(&self, at: &Position) -> Option<(Activation, &'a Node)> {
        let users = self.nodes(&at.value);
        let sigmoid = users.iter().find(|node| node.operator == "Sigmoid")?;
        let product = self.after(sigmoid, "Mul")?;
        let is_whole = users.len() == 2 && product.inputs.contains(&at.value);
        is_whole.then_some((Activation::Silu, product))
    }

    /// `Softplus(x)` or `Log(1 + Exp(x))`, or `x` where it is large.
    fn softplus(&self, at: &Position) -> Option<(Activation, &'a Node)> {
        let users = self.nodes(&at.value);
        let with = |operator: &str| users.iter().copied().find(|node| node.operator == operator);
        let function = match with("Softplus") {
            Some(softplus) => softplus,
            None => {
                let sum = self.after(with("Exp")?, "Add")?;
                self.after(sum, "Log")
                    .filter(|_| self.number(sum) == Some(1.0))?
            }
        };
        let select = self.after(function, "Where")?;
        let limit = self.number(with("Greater")?)?;
        let is_selected = users.len() == 3 && select.inputs.get(1) == Some(&at.value);
        (is_selected && (10.0..80.0).contains(&limit)).then_some((Activation::Softplus, select))
    }

    /// `x * (1 + Erf(x / sqrt(2))) * 0.5`, with the products in any order.
    fn gelu(&self, at: &Position) -> Option<(Activation, &'a Node)> {
        let users = self.nodes(&at.value);
        let near = |found: f64, expected: f64| (found - expected).abs() < 1e-4;
        let root = std::f64::consts::SQRT_2;
        let is_divided = |node: &&&Node| {
            self.number(node)
                .is_some_and(|number| match &*node.operator {
                    "Div" => near(number, root),
                    "Mul" => near(number, root.recip()),
                    _ => false,
                })
        };
        let divided = users.iter().find(is_divided)?;
        let sum = self.after(self.after(divided, "Erf")?, "Add")?;
        let product = self.after(sum, "Mul")?;
        let is_one = self.number(sum).is_some_and(|number| near(number, 1.0));
        let halved = |node: &Node| {
            node.operator == "Mul" && self.number(node).is_some_and(|number| near(number, 0.5))
        };
        let is_direct = is_one && users.len() == 2;
        if is_direct && product.inputs.contains(&at.value) {
            let last = self.after(product, "Mul")?;
            return halved(last).then_some((Activation::Gelu, last));
        }
        // the other factor is `0.5 x`
        let half = users.iter().find(|node| halved(node))?;
        let is_whole = is_direct && product.inputs.contains(half.outputs.first()?);
        is_whole.then_some((Activation::Gelu, product))
    }

    /// Refuses GELU by its formula with tanh, which ends in a node whose output is `output`: it has a constant of its own.
    pub(super) fn refuse_tanh_gelu(
        &mut self,
        last: &Node,
        output: &str,
        at: &mut Position,
    ) -> bool {
        let before = self.graph.ancestors(&at.value);
        let nodes = self.graph.ancestors(output);
        let mut between = nodes
            .difference(&before)
            .filter_map(|index| self.graph.nodes.get(*index));
        let is_cubic = between.any(|node| {
            let number = self.number(node);
            node.operator == "Mul" && number.is_some_and(|number| (number - 0.044_715).abs() < 1e-6)
        });
        if is_cubic {
            self.refuse(last, at.shape.clone(), activation::tanh_gelu());
            output.clone_into(&mut at.value);
            self.assume(at);
        }
        is_cubic
    }
}
