//! Rectified units, and the lines below them.

use alloc::vec::Vec;

use super::super::graph::{Graph, Operation};
use super::intervals::Bounds;
use super::state::State;
use crate::activation::Formula;

/// The operand, if all elements are rectified.
pub(super) fn rectified(operation: &Operation) -> Option<usize> {
    match operation {
        Operation::Curve(from, formulas) if matches!(**formulas, [Formula::Rectified]) => {
            Some(*from)
        }
        _ => None,
    }
}

/// The rectified function after a node.
pub(super) fn rectified_after(graph: &Graph, node: usize) -> Option<usize> {
    graph
        .nodes
        .iter()
        .position(|other| rectified(&other.operation) == Some(node))
}

impl State {
    /// The elements of a node whose sign is not known, with their bounds.
    pub(super) fn open_units(&self, node: usize) -> impl Iterator<Item = (usize, f64, f64)> {
        let pairs = self.bounds.get(node).into_iter().flat_map(Bounds::pairs);
        let elements = pairs
            .enumerate()
            .map(|(element, [low, high])| (element, low, high));
        elements.filter(|(_, low, high)| *low < 0.0 && 0.0 < *high)
    }

    /// Replaces the slopes of the lines below units whose sign is not known.
    pub(super) fn set_slopes(&mut self, graph: &Graph, slopes: &[Vec<f64>]) {
        for (index, (node, slopes)) in graph.nodes.iter().zip(slopes).enumerate() {
            let Some(from) = rectified(&node.operation) else {
                continue;
            };
            let open: Vec<usize> = self.open_units(from).map(|(element, ..)| element).collect();
            let Some(lines) = self.lines.get_mut(index) else {
                continue;
            };
            for element in open {
                if let (Some(slope), Some(own)) =
                    (lines.below.slopes.get_mut(element), slopes.get(element))
                {
                    *slope = *own;
                }
            }
        }
    }
}
