//! Tensors that are computed in `f32`, since they are rounded to integers.
//!
//! The integer next to a number that is in the middle of two depends on the last bit. So what is rounded to integers is computed with the
//! rounding of `f32`, back to the first node whose sums have no defined order. A sum, a difference, a product, a quotient or a square root
//! of numbers of `f32` that is computed in `f64` and then rounded is that of `f32`.

use std::collections::BTreeSet;

use super::{Value, shape};
use crate::graph::{Graph, Node};
use crate::kind::Kind;

/// Operators whose result in `f64`, rounded to `f32`, is that of `f32`.
const ROUNDED_ONCE: [&str; 16] = [
    "Abs",
    "Add",
    "Clip",
    "Div",
    "Identity",
    "Max",
    "Min",
    "Mul",
    "Neg",
    "Reciprocal",
    "ReduceMax",
    "ReduceMin",
    "Relu",
    "Sqrt",
    "Sub",
    "Where",
];

/// The names of the tensors.
pub(super) struct Single<'a>(BTreeSet<&'a str>);

impl<'a> Single<'a> {
    /// Those of a graph.
    pub(super) fn of(graph: &'a Graph) -> Self {
        let mut names = BTreeSet::new();
        // the nodes are in the order of computation: in reverse, the users of a tensor are before it
        for node in graph.nodes.iter().rev() {
            let is_named = node.outputs.iter().any(|name| names.contains(&**name));
            let operator = &*node.operator;
            let is_exact = ROUNDED_ONCE.contains(&operator) || shape::OPERATORS.contains(&operator);
            if rounds(node) || is_named && is_exact {
                names.extend(node.inputs.iter().map(String::as_str));
            }
        }
        Single(names)
    }

    /// A tensor with its name, rounded if it is one of these.
    pub(super) fn settled(&self, name: &str, value: Value) -> (String, Value) {
        let is_rounded = value.kind == Kind::Float32 && self.0.contains(name);
        let tensor = match is_rounded {
            true => value.tensor.map(|x| f64::from(x as f32)),
            false => value.tensor,
        };
        (name.to_owned(), Value { tensor, ..value })
    }
}

/// Whether the results of a node are integers near its inputs.
fn rounds(node: &Node) -> bool {
    match &*node.operator {
        "Round" | "Floor" | "Ceil" | "QuantizeLinear" => true,
        "Cast" => (node.int("to").and_then(Kind::of)).is_some_and(Kind::is_integer),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::evaluate;
    use super::*;
    use crate::graph::Attribute;
    use crate::tensor::Tensor;

    /// The output of `Div` by 0.1 in `f32`, then of an operator.
    fn after_division(operator: &str, of: f32) -> f64 {
        let node = |operator: &str, inputs: &[&str], output: &str| Node {
            operator: operator.to_owned(),
            inputs: inputs.iter().map(|name| (*name).to_owned()).collect(),
            outputs: vec![output.to_owned()],
            attributes: [("to".to_owned(), Attribute::Int(7))].into(),
            ..Node::default()
        };
        let tenth = Tensor::filled(vec![], f64::from(0.1_f32)).unwrap();
        let graph = Graph {
            nodes: vec![
                node("Div", &["x", "tenth"], "ratio"),
                node("Identity", &["ratio"], "same"),
                node(operator, &["same"], "y"),
            ],
            constants: [("tenth".to_owned(), tenth)].into(),
            ..Graph::default()
        };
        let input = Tensor::filled(vec![1], f64::from(of)).unwrap();
        let values = evaluate(&graph, "x", input).unwrap();
        values["y"].tensor.single().unwrap()
    }

    #[test]
    fn what_is_rounded_is_computed_in_f32() {
        // the ratios in `f64` are 3.4999999, 3.0000001 and 6.9999998
        assert_eq!(after_division("Round", 0.35), 4.0);
        assert_eq!(after_division("Ceil", 0.3), 3.0);
        assert_eq!(after_division("Cast", 0.7), 7.0);
        let exact = f64::from(0.35_f32) / f64::from(0.1_f32);
        assert_eq!(after_division("Relu", 0.35), exact);
    }
}
