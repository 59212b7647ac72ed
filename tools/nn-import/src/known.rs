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
    nodes.map(refusal).collect()
}
