//! Tighter bounds of sums, and which inputs their widths are due to.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Operation, stride};
use super::backward::{Target, Workspace, lower};
use super::intervals::Bounds;
use super::state::State;
use crate::activation::Formula;

impl State {
    /// Tightens the bounds of a node by linear bounds, where they matter for the function after it.
    pub(super) fn refine(&mut self, graph: &Graph, node: usize, workspace: &mut Workspace) {
        let Some(bounds) = self.bounds.get(node) else {
            return;
        };
        let open = open(bounds, formula_after(graph, node));
        let length = stride(bounds.low.len());
        // A row for the element, and a row for its negative.
        let mut rows = vec![0.0; 2 * open.len() * length];
        for (pair, index) in rows.chunks_mut((2 * length).max(1)).zip(&open) {
            let (low, high) = pair.split_at_mut(length);
            if let (Some(low), Some(high)) = (low.get_mut(*index), high.get_mut(*index)) {
                (*low, *high) = (1.0, -1.0);
            }
        }
        // There are many rows, and the bounds of values are known.
        let target = Target {
            node,
            rows,
            by_values: false,
        };
        let found = lower(graph, self, &target, &[], workspace);
        self.share(node, &open, workspace.input());
        let Some(bounds) = self.bounds.get_mut(node) else {
            return;
        };
        for (pair, index) in found.chunks(2).zip(open) {
            let &[low, high] = pair else { continue };
            let ends = (bounds.low.get_mut(index), bounds.high.get_mut(index));
            if let (Some(least), Some(greatest)) = ends {
                *least = least.max(low);
                *greatest = greatest.min(-high);
            }
        }
    }

    /// Remembers which inputs the widths of elements are due to. `factors` has two rows for each of them.
    fn share(&mut self, node: usize, open: &[usize], factors: &[f64]) {
        let (Some(region), Some(bounds)) = (self.bounds.first(), self.bounds.get(node)) else {
            return;
        };
        let Some(shares) = self.shares.get_mut(node) else {
            return;
        };
        let inputs = region.low.len();
        shares.resize(bounds.low.len() * inputs, 0.0);
        for (pair, index) in factors.chunks((2 * stride(inputs)).max(1)).zip(open) {
            let (below, above) = pair.split_at_checked(stride(inputs)).unwrap_or_default();
            let row = shares.get_mut(index * inputs..(index + 1) * inputs);
            let row = row.unwrap_or_default();
            let factors = below.iter().zip(above).zip(region.pairs());
            let mut total = f64::MIN_POSITIVE;
            for (share, ((below, above), [low, high])) in row.iter_mut().zip(factors) {
                *share = (below.abs() + above.abs()) * (high - low);
                total += *share;
            }
            row.iter_mut().for_each(|share| *share /= total);
        }
    }

    /// How much each input contributes to what lines lose, if an output depends on the nodes with these factors.
    pub(super) fn influence(&self, graph: &Graph, workspace: &Workspace) -> Vec<f64> {
        let inputs = self.bounds.first().map_or(0, |region| region.low.len());
        let mut influence = vec![0.0; inputs];
        for (index, node) in graph.nodes.iter().enumerate() {
            let Operation::Curve(from, _) = &node.operation else {
                continue;
            };
            let (Some(lines), Some(shares), Some(bounds)) = (
                self.lines.get(index),
                self.shares.get(*from),
                self.bounds.get(*from),
            ) else {
                continue;
            };
            let factors = workspace.factors_of(index);
            let elements = shares
                .chunks(inputs.max(1))
                .zip(bounds.pairs())
                .zip(factors);
            for (element, ((shares, [low, high]), factor)) in elements.enumerate() {
                let side = if *factor > 0.0 {
                    &lines.below
                } else {
                    &lines.above
                };
                let loss = side.get(element).map_or(0.0, |line| line.loss(low, high));
                for (influence, share) in influence.iter_mut().zip(shares) {
                    *influence += factor.abs() * loss * share;
                }
            }
        }
        influence
    }
}

/// The elements whose bounds matter: the sign of an input of ReLU that is known decides everything.
fn open(bounds: &Bounds, formula: Option<Formula>) -> Vec<usize> {
    let is_open = |[low, high]: [f64; 2]| match formula {
        Some(Formula::Rectified) => low < 0.0 && high > 0.0,
        _ => low < high,
    };
    let elements = bounds.pairs().enumerate();
    elements
        .filter(|(_, pair)| is_open(*pair))
        .map(|(index, _)| index)
        .collect()
}

/// Whether linear bounds help: the node is a sum, and a function or a product is after it.
pub(super) fn is_refined(graph: &Graph, node: usize) -> bool {
    let operation = graph.nodes.get(node).map(|node| &node.operation);
    let is_sum = matches!(
        operation,
        Some(
            Operation::Affine(..) | Operation::Sum(_) | Operation::Blend(_) | Operation::Within(..)
        )
    );
    let is_before = |other: &Operation| match other {
        Operation::Curve(from, _)
        | Operation::Largest(from, _)
        | Operation::InverseRoot(from, _)
        | Operation::Softmax(from) => *from == node,
        Operation::Product(operands) => operands.contains(&node),
        Operation::Blend(blend) => [blend.closed, blend.open].contains(&node),
        _ => false,
    };
    is_sum && graph.nodes.iter().any(|other| is_before(&other.operation))
}

/// The function after a node, if it is one for all elements.
fn formula_after(graph: &Graph, node: usize) -> Option<Formula> {
    graph.nodes.iter().find_map(|other| match &other.operation {
        Operation::Curve(from, formulas) if *from == node => match **formulas {
            [formula] => Some(formula),
            _ => None,
        },
        _ => None,
    })
}
