//! Whether the operators of a graph are known.

use crate::error::Found;
use crate::evaluate::knows;
use crate::graph::{Graph, Node};
use crate::refusal::{Refusal, advice};

/// Removes the nodes that the output does not depend on. All others must be known.
pub(crate) fn keep_known(graph: &mut Graph, wanted: Option<&str>) -> Result<(), Found> {
    match graph.output(wanted) {
        Ok(name) => graph.keep_ancestors(&name),
        // with another output, the model may be understood
        Err(reason) if graph.outputs.iter().any(|output| is_known(graph, output)) => {
            return Err(Found::Format(reason));
        }
        Err(_) => {}
    }
    let unknown = unknown(graph);
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Found::Refused(unknown))
}

/// Whether all operators that an output depends on are known.
fn is_known(graph: &Graph, output: &str) -> bool {
    let mut graph = graph.clone();
    graph.keep_ancestors(output);
    unknown(&graph).is_empty()
}

/// All nodes whose operator is not known.
fn unknown(graph: &Graph) -> Vec<Refusal> {
    let nodes = graph.nodes.iter().filter(|node| !knows(&node.operator));
    let nodes: Vec<&Node> = nodes.collect();
    let is_loop = |node: &&&Node| matches!(&*node.operator, "Loop" | "Scan");
    if graph.producer.starts_with("tf2onnx") && nodes.iter().any(|node| is_loop(&node)) {
        // what is around a loop is a part of its layer
        return nodes
            .iter()
            .filter(is_loop)
            .map(|node| keras_loop(node))
            .collect();
    }
    let refusal = |node: &Node| Refusal {
        node: node.label(),
        shapes: None,
        reason: match graph.opset {
            // only operators of other domains
            0 => "no layer of the language computes it".to_owned(),
            _ => format!("no layer of the language computes it ({})", graph.version),
        },
        advice: advice(&node.operator).to_owned(),
    };
    nodes.into_iter().map(refusal).collect()
}

/// The refusal of a loop that tf2onnx has written.
fn keras_loop(node: &Node) -> Refusal {
    Refusal {
        node: node.label(),
        shapes: None,
        reason: "it is a recurrent layer, which tf2onnx has written as a loop".to_owned(),
        advice: "it finds `LSTM` if the batch has any size, and `GRU(reset_after=True)` in models of Keras 2: give the weights to the same model of \
                 `tf_keras`, and convert that by `tf2onnx.convert.from_keras`; instead of `SimpleRNN`, train with one of both"
            .to_owned(),
    }
}
