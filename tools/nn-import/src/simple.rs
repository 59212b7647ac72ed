//! What a graph has in a simpler form.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::{batch, quantized, sequences, turned, unrolled};

/// Rewrites what has a simpler form. Returns what a person should know.
pub(crate) fn make(graph: &mut Graph, wanted: Option<&str>) -> Vec<String> {
    turned::rewrite(graph);
    unrolled::roll(graph);
    sequences::pick_states(graph);
    let order = sequences::put_batch_first(graph);
    share_transposes(graph);
    if let Ok(name) = graph.output(wanted) {
        graph.keep_ancestors(&name);
    }
    let notes = [order, batch::set_to_one(graph), quantized::remove(graph)];
    notes.into_iter().flatten().collect()
}

/// A value that is transposed in the same way for several branches is transposed once, and one that is transposed back not at all.
fn share_transposes(graph: &mut Graph) {
    type Order = Option<Vec<i64>>;
    let mut made: BTreeMap<(String, Order), String> = BTreeMap::new();
    let mut sources: BTreeMap<String, (String, Order)> = BTreeMap::new();
    let mut replaced: BTreeMap<String, String> = BTreeMap::new();
    for node in &mut graph.nodes {
        for input in &mut node.inputs {
            if let Some(first) = replaced.get(input) {
                input.clone_from(first);
            }
        }
        let ("Transpose", [input], [output]) =
            (&*node.operator, &node.inputs[..], &node.outputs[..])
        else {
            continue;
        };
        if graph.outputs.contains(output) {
            continue;
        }
        let order = node.ints("perm").map(<[i64]>::to_vec);
        let before = sources.get(input);
        if let Some((origin, before)) = before
            && are_inverse(before.as_deref(), order.as_deref())
        {
            replaced.insert(output.clone(), origin.clone());
        } else if let Some(first) = made.get(&(input.clone(), order.clone())) {
            replaced.insert(output.clone(), first.clone());
        } else {
            made.insert((input.clone(), order.clone()), output.clone());
            sources.insert(output.clone(), (input.clone(), order));
        }
    }
    graph.nodes.retain(|node| {
        let output = node.outputs.first();
        output.is_none_or(|output| !replaced.contains_key(output))
    });
}

/// Whether the second order of axes undoes the first. Without a list, axes are reversed.
fn are_inverse(first: Option<&[i64]>, second: Option<&[i64]>) -> bool {
    match (first, second) {
        (None, None) => true,
        (Some(first), Some(second)) if first.len() == second.len() => {
            let places = second.iter().map(|axis| usize::try_from(*axis).ok());
            let axes = places.map(|place| first.get(place?).copied());
            axes.eq((0..).map(Some).take(first.len()))
        }
        _ => false,
    }
}
