//! Graphs of recurrent layers in simpler forms: a batch that is not the first axis, and the last states of several layers as one tensor.

use std::collections::{BTreeMap, BTreeSet};

use crate::batch::constants;
use crate::graph::{Attribute, Graph, Node};
use crate::refusal::Refusal;

/// Operators that keep the axes of their input.
const SAME_AXES: [&str; 13] = [
    "Identity",
    "Cast",
    "Dropout",
    "MatMul",
    "Add",
    "Sub",
    "Mul",
    "Div",
    "Relu",
    "LeakyRelu",
    "Tanh",
    "Sigmoid",
    "BatchNormalization",
];

/// The name of the input with its steps before the batch.
const STEPS_FIRST: &str = "the input with its steps first";

/// Whether a node is a recurrent layer.
fn is_recurrent(node: &Node) -> bool {
    matches!(&*node.operator, "GRU" | "LSTM" | "RNN")
}

/// Whether a node is a recurrent layer that takes the steps before the batch.
fn takes_steps_first(node: &Node) -> bool {
    is_recurrent(node) && node.int("layout") != Some(1)
}

/// Makes the batch the first axis of the input of a model that takes the steps first, as PyTorch's layers do without `batch_first`. Returns
/// what a person should know.
pub(crate) fn put_batch_first(graph: &mut Graph) -> Option<String> {
    let [input] = &mut graph.inputs[..] else {
        return None;
    };
    let [steps, batch, _] = input.sizes.as_deref_mut()? else {
        return None;
    };
    let mut same: BTreeSet<&str> = BTreeSet::from([&*input.name]);
    let mut is_steps_first = false;
    for node in &graph.nodes {
        let takes = node.inputs.iter().any(|name| same.contains(&**name));
        if takes && SAME_AXES.contains(&&*node.operator) {
            same.extend(node.outputs.iter().map(String::as_str));
        }
        is_steps_first |= takes && takes_steps_first(node);
    }
    if !is_steps_first {
        return None;
    }
    std::mem::swap(steps, batch);
    for name in graph.nodes.iter_mut().flat_map(|node| &mut node.inputs) {
        if *name == input.name {
            STEPS_FIRST.clone_into(name);
        }
    }
    let turned = Node {
        operator: "Transpose".to_owned(),
        inputs: vec![input.name.clone()],
        outputs: vec![STEPS_FIRST.to_owned()],
        attributes: BTreeMap::from([("perm".to_owned(), Attribute::Ints(vec![1, 0, 2]))]),
        ..Node::default()
    };
    graph.nodes.insert(0, turned);
    Some("The model takes its steps before the batch: [length, batch, features].".to_owned())
}

/// Takes the last state of one of several layers from that layer, and not from a tensor with the states of all.
pub(crate) fn pick_states(graph: &mut Graph) {
    let states: BTreeSet<String> = (graph.nodes.iter())
        .filter(|node| takes_steps_first(node) && node.text("direction") != Some("bidirectional"))
        .filter_map(|node| node.outputs.get(1).cloned())
        .collect();
    let joined: BTreeMap<String, Vec<String>> = (graph.nodes.iter())
        .filter(|node| node.operator == "Concat" && node.int("axis") == Some(0))
        .filter(|node| node.inputs.iter().all(|name| states.contains(name)))
        .filter_map(|node| Some((node.outputs.first()?.clone(), node.inputs.clone())))
        .collect();
    if joined.is_empty() {
        return;
    }
    let constants = constants(graph);
    let picked = graph.nodes.iter().enumerate().filter_map(|(at, node)| {
        let all = joined.get(node.inputs.first()?)?;
        let is_first = node.int("axis").unwrap_or_default() == 0;
        let index = constants
            .get(&**node.inputs.get(1)?)
            .filter(|_| node.operator == "Gather" && is_first)?;
        let (index, count) = (
            *index.values.first().filter(|_| index.shape.is_empty())?,
            all.len() as f64,
        );
        let index = if index < 0.0 { index + count } else { index };
        Some((
            at,
            all.get(index as usize).filter(|_| index >= 0.0)?.clone(),
        ))
    });
    let picked: Vec<(usize, String)> = picked.collect();
    for (at, state) in picked {
        if let Some(node) = graph.nodes.get_mut(at) {
            node.operator = "Squeeze".to_owned();
            node.inputs = vec![state];
            node.attributes = BTreeMap::from([("axes".to_owned(), Attribute::Ints(vec![0]))]);
        }
    }
}

/// The refusal of a recurrent layer, instead of those of the nodes around it.
pub(crate) fn refused(graph: &Graph) -> Option<Refusal> {
    not_forward(graph).or_else(|| written_out(graph))
}

/// The refusal of a layer that does not read forward.
fn not_forward(graph: &Graph) -> Option<Refusal> {
    let direction = |node: &Node| node.text("direction").unwrap_or("forward").to_owned();
    let mut layers = graph.nodes.iter().filter(|node| is_recurrent(node));
    let node = layers.find(|node| direction(node) != "forward")?;
    let direction = direction(node);
    let advice = match &*direction {
        "reverse" => {
            "export a layer that reads forward, and reverse the steps of its input before the network"
        }
        _ => {
            "a layer of the language reads a sequence from its first step to its last: train with `bidirectional=False`, in Keras without \
             `Bidirectional`"
        }
    };
    Some(Refusal {
        node: node.label(),
        shapes: None,
        reason: format!("its direction is `{direction}`"),
        advice: advice.to_owned(),
    })
}

/// The refusal of a layer whose steps are nodes of their own: parts of one value, each without its first axis.
fn written_out(graph: &Graph) -> Option<Refusal> {
    let is_squeezed = |part: &&String| {
        let uses = |node: &Node| node.operator == "Squeeze" && node.inputs.first() == Some(part);
        graph.nodes.iter().any(uses)
    };
    let mut parts: BTreeMap<&str, (&Node, usize)> = BTreeMap::new();
    let states = graph.nodes.iter().filter(|node| is_recurrent(node));
    let states: BTreeSet<&String> = states.flat_map(|node| &node.outputs).collect();
    let cuts = |node: &&Node| {
        let is_state = node
            .inputs
            .first()
            .is_some_and(|name| states.contains(name));
        matches!(&*node.operator, "Slice" | "Split") && !is_state
    };
    for node in graph.nodes.iter().filter(cuts) {
        let count = node.outputs.iter().filter(is_squeezed).count();
        parts.entry(node.inputs.first()?).or_insert((node, 0)).1 += count;
    }
    let (node, count) = parts.into_values().find(|(_, count)| *count > 1)?;
    let advice = match graph.producer.starts_with("tf2onnx") {
        true => "export the layer without `unroll=True`",
        false => {
            "use `nn.GRU`, `nn.LSTM` or `nn.RNN` in one direction, which take all steps at once, and export with \
             `torch.onnx.export(.., dynamo=False)`"
        }
    };
    Some(Refusal {
        node: node.label(),
        shapes: None,
        reason: format!(
            "it begins the {count} steps of a recurrent layer, which are written one by one"
        ),
        advice: advice.to_owned(),
    })
}
