//! Models for a batch of a fixed size, and models without a batch: both become a model for a batch of 1.

use std::collections::BTreeMap;

use crate::graph::{Attribute, Graph, Node};
use crate::tensor::Tensor;

/// Makes the batch of the only input 1, also where the model reshapes to it. Returns what a person should know.
pub(crate) fn set_to_one(graph: &mut Graph) -> Option<String> {
    let [input] = &graph.inputs[..] else {
        return None;
    };
    let batch = match input.sizes.as_deref()? {
        [_] => {
            return Some(
                "The model has no batch axis: its input is taken as one sample.".to_owned(),
            );
        }
        [Some(batch), ..] if *batch > 1 => *batch,
        _ => return None,
    };
    let constants = constants(graph);
    let mut changed = Vec::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        let shape = node.inputs.get(1).filter(|_| node.operator == "Reshape");
        let shape = shape.and_then(|name| constants.get(&**name).copied());
        let Some(shape) = shape.filter(|shape| shape.values.first() == Some(&(batch as f64)))
        else {
            continue;
        };
        let mut shape = shape.clone();
        if let Some(first) = shape.values.first_mut() {
            *first = 1.0;
        }
        changed.push((index, shape));
    }
    for (index, shape) in changed {
        let name = format!("shape of node {index} for one sample");
        if let Some(input) = graph
            .nodes
            .get_mut(index)
            .and_then(|node| node.inputs.get_mut(1))
        {
            input.clone_from(&name);
            graph.constants.insert(name, shape);
        }
    }
    Some(format!(
        "The model takes {batch} samples at once. The network takes one."
    ))
}

/// The tensors that are stored in the file or in a `Constant`, by name.
pub(crate) fn constants(graph: &Graph) -> BTreeMap<&str, &Tensor> {
    let stored = graph.constants.iter();
    let stored = stored.map(|(name, tensor)| (&**name, tensor));
    stored
        .chain(graph.nodes.iter().filter_map(constant))
        .collect()
}

/// The tensor of a `Constant`, with its name.
fn constant(node: &Node) -> Option<(&str, &Tensor)> {
    let output = node
        .outputs
        .first()
        .filter(|_| node.operator == "Constant")?;
    match node.attributes.get("value")? {
        Attribute::Tensor(tensor, _) => Some((output, tensor)),
        _ => None,
    }
}
