//! Models with pairs of `QuantizeLinear` and `DequantizeLinear`: they become models of real numbers.

use std::collections::BTreeSet;

use crate::graph::Graph;

/// Removes the rounding of all values that depend on the input. Weights keep the values that they have after it. Returns what a person
/// should know.
pub(crate) fn remove(graph: &mut Graph) -> Option<String> {
    let mut dynamic: BTreeSet<String> = graph
        .inputs
        .iter()
        .map(|input| input.name.clone())
        .collect();
    let mut has_rounding = false;
    for node in &mut graph.nodes {
        let is_rounding = matches!(&*node.operator, "QuantizeLinear" | "DequantizeLinear");
        has_rounding |= is_rounding;
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
            "Identity".clone_into(&mut node.operator);
            node.inputs.truncate(1);
        }
    }
    has_rounding.then(|| {
        "The model is quantized. The network is of `f32` with the rounded weights: `quantized!` makes an int8 network of it, \
         and a model of TensorFlow Lite is compared by `include_tflite!`."
            .to_owned()
    })
}
