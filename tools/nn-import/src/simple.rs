//! What a graph has in a simpler form.

use crate::graph::Graph;
use crate::{batch, quantized, turned};

/// Rewrites what has a simpler form. Returns what a person should know.
pub(crate) fn make(graph: &mut Graph, wanted: Option<&str>) -> Vec<String> {
    turned::rewrite(graph);
    if let Ok(name) = graph.output(wanted) {
        graph.keep_ancestors(&name);
    }
    let notes = [batch::set_to_one(graph), quantized::remove(graph)];
    notes.into_iter().flatten().collect()
}
