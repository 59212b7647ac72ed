//! Models with pairs of `QuantizeLinear` and `DequantizeLinear`: they become models of real numbers.

use std::collections::BTreeSet;

use crate::graph::{Attribute, Graph, Node};
use crate::kind::Kind;

/// The number of the type `u8` in the attribute `output_dtype`.
const UNSIGNED: i64 = 2;
/// The number of the type `i8`.
const SIGNED: i64 = 3;

/// Removes the rounding of all values that depend on the input. Weights keep the values that they have after it. Returns what a person
/// should know.
///
/// Quantizers leave out a ReLU before a rounding whose smallest value is 0, which cuts negative values off. There the ReLU is put back.
pub(crate) fn remove(graph: &mut Graph) -> Option<String> {
    let inputs = graph.inputs.iter().map(|input| input.name.clone());
    let mut dynamic: BTreeSet<String> = inputs.collect();
    let mut linear = BTreeSet::new();
    let mut nodes = std::mem::take(&mut graph.nodes);
    let mut has_rounding = false;
    for index in 0..nodes.len() {
        let (before, rest) = nodes.split_at_mut(index);
        let Some(node) = rest.first_mut() else {
            continue;
        };
        let is_quantized = node.operator == "QuantizeLinear";
        let is_rounding = is_quantized || node.operator == "DequantizeLinear";
        has_rounding |= is_rounding;
        let is_unsigned = is_quantized && is_unsigned(graph, before, node);
        if is_quantized {
            let kind = if is_unsigned { UNSIGNED } else { SIGNED };
            let kind = Attribute::Int(kind);
            node.attributes
                .entry("output_dtype".to_owned())
                .or_insert(kind);
        }
        if !node.inputs.iter().any(|name| dynamic.contains(name)) {
            continue;
        }
        dynamic.extend(node.outputs.iter().cloned());
        if is_rounding
            && node
                .inputs
                .first()
                .is_some_and(|name| dynamic.contains(name))
        {
            let least = if is_unsigned { 0.0 } else { -128.0 };
            let starts_at_zero = is_quantized && zero_point(graph, before, node) == Some(least);
            let is_linear = node
                .inputs
                .first()
                .is_some_and(|name| linear.contains(name));
            let operator = match starts_at_zero && is_linear {
                true => "Relu",
                false => "Identity",
            };
            operator.clone_into(&mut node.operator);
            node.inputs.truncate(1);
        } else if is_linear(node) {
            linear.extend(node.outputs.iter().cloned());
        }
    }
    graph.nodes = nodes;
    has_rounding.then(|| {
        "The model is quantized. The network is of `f32` with the rounded weights: `quantized!` makes an int8 network of it, \
         and a model of TensorFlow Lite is compared by `include_tflite!`."
            .to_owned()
    })
}

/// Whether a node quantizes to `u8`, which it does without a zero point.
fn is_unsigned(graph: &Graph, before: &[Node], node: &Node) -> bool {
    match (
        node.int("output_dtype").filter(|kind| *kind != 0),
        node.inputs.get(2),
    ) {
        (Some(kind), _) => kind == UNSIGNED,
        (None, Some(zero)) if !zero.is_empty() => {
            let computed = before.iter().find(|node| node.outputs.contains(zero));
            let kind = match computed.and_then(|node| node.attributes.get("value")) {
                Some(Attribute::Tensor(_, kind)) => Some(kind),
                _ => graph.kinds.get(zero),
            };
            kind == Some(&Kind::Uint8)
        }
        _ => true,
    }
}

/// The zero point of a whole tensor.
fn zero_point(graph: &Graph, before: &[Node], node: &Node) -> Option<f64> {
    let Some(name) = node.inputs.get(2).filter(|name| !name.is_empty()) else {
        return Some(0.0);
    };
    let computed = before.iter().find(|node| node.outputs.contains(name));
    let value = match computed.and_then(|node| node.attributes.get("value")) {
        Some(Attribute::Tensor(tensor, _)) => Some(tensor),
        _ => graph.constants.get(name),
    };
    value?.single()
}

/// Whether the values of a node can be negative because it is a sum of products.
fn is_linear(node: &Node) -> bool {
    matches!(
        &*node.operator,
        "Conv" | "Gemm" | "MatMul" | "Add" | "Sub" | "BatchNormalization"
    )
}
