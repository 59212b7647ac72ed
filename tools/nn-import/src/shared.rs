//! Weights that several layers share.

use std::collections::BTreeMap;

use crate::graph::Graph;

/// A note for each tensor of weights that several layers use.
pub(crate) fn notes(graph: &Graph) -> Vec<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let layers = graph.nodes.iter();
    for node in layers.filter(|node| matches!(&*node.operator, "Conv" | "Gemm" | "MatMul")) {
        if let Some(root) = node.inputs.get(1).and_then(|name| stored(graph, name)) {
            *uses.entry(root).or_default() += 1;
        }
    }
    let shared = uses.into_iter().filter(|(_, count)| *count > 1);
    let note = |(name, count): (&str, usize)| {
        format!(
            "{count} layers of the model share the weights `{name}`. Each layer of the network has its own copy."
        )
    };
    shared.map(note).collect()
}

/// The stored tensor that a value is, or is computed from.
fn stored<'a>(graph: &'a Graph, mut name: &'a str) -> Option<&'a str> {
    // each step is to a node before
    for node in graph.nodes.iter().rev() {
        let computes = node.outputs.first().is_some_and(|output| output == name);
        if computes {
            name = node.inputs.first()?;
        }
    }
    graph.constants.contains_key(name).then_some(name)
}
