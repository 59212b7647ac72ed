//! Products at every position, which TensorFlow writes as a product of a matrix: a row for each position, and the axes again after it.

use std::collections::BTreeMap;

use crate::evaluate::Values;
use crate::graph::{Graph, Node};

/// Takes the products of the values as they are, where the rows of a matrix are their last axis. Returns whether there is one.
pub(crate) fn keep(graph: &mut Graph, values: &Values) -> bool {
    let shape = |name: &str| values.get(name).map(|value| &value.tensor.shape[..]);
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for node in graph.nodes.iter().filter(|node| node.operator == "Reshape") {
        let ([from, ..], [to]) = (&node.inputs[..], &node.outputs[..]) else {
            continue;
        };
        let is_kept = match (shape(from), shape(to)) {
            (Some([_, .., last]), Some([rows, columns])) => *rows > 1 && last == columns,
            _ => false,
        };
        if is_kept && only_user(graph, to).is_some_and(|user| is_between(graph, user)) {
            sources.insert(to.clone(), from.clone());
        }
    }
    for input in graph.nodes.iter_mut().flat_map(|node| &mut node.inputs) {
        if let Some(source) = sources.get(input) {
            input.clone_from(source);
        }
    }
    !sources.is_empty()
}

/// Whether a node is a product whose axes are restored after it.
fn is_between(graph: &Graph, node: &Node) -> bool {
    let output = node.outputs.first();
    let user = output.and_then(|output| only_user(graph, output));
    node.operator == "MatMul" && user.is_some_and(|user| user.operator == "Reshape")
}

/// The user of a value, if there is one only.
fn only_user<'a>(graph: &'a Graph, value: &str) -> Option<&'a Node> {
    let uses = |node: &&Node| node.inputs.iter().any(|name| name == value);
    let mut users = graph.nodes.iter().filter(uses);
    users.next().filter(|_| users.next().is_none())
}
