//! The bounds of all values of a graph, for one region of inputs.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Operation, stride};
use super::backward::{Target, Workspace, lower};
use super::intervals::Bounds;
use super::lines::{LineTable, Lines};
use crate::activation::Formula;

/// What is known about each value of a graph.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// For each node.
    pub(super) bounds: Vec<Bounds>,
    /// For each node that is an elementwise function, a pair of lines for each element.
    pub(super) lines: Vec<LineTable>,
    /// For each node that linear bounds tightened, how much of the width of an element is due to each input: a row for each element, or
    /// nothing.
    pub(super) shares: Vec<Vec<f64>>,
}

impl State {
    /// Bounds the values for a region. `known` has bounds for a region that contains it, or is empty.
    ///
    /// Returns `None` if a value may not be finite.
    pub(super) fn new(
        graph: &Graph,
        region: Bounds,
        known: &[Bounds],
        workspace: &mut Workspace,
    ) -> Option<State> {
        let mut state = State::default();
        let mut region = Some(region);
        for (index, node) in graph.nodes.iter().enumerate() {
            let mut bounds = match region.take() {
                Some(region) => region,
                None => Bounds::of(node, &state.bounds),
            };
            if let Some(known) = known.get(index) {
                intersect(&mut bounds, known);
            }
            state.bounds.push(bounds);
            state.lines.push(LineTable::default());
            state.shares.push(Vec::new());
            if is_refined(graph, index) {
                state.refine(graph, index, workspace);
            }
            if !state.bounds.last()?.is_finite() {
                return None;
            }
            let lines = state.lines_of(&node.operation);
            if let Some(last) = state.lines.last_mut() {
                *last = lines;
            }
        }
        Some(state)
    }

    fn lines_of(&self, operation: &Operation) -> LineTable {
        let Operation::Curve(from, formulas) = operation else {
            return LineTable::default();
        };
        let inputs = self.bounds.get(*from).into_iter().flat_map(Bounds::pairs);
        let lines = formulas.iter().cycle().zip(inputs);
        let lines: Vec<Lines> = lines.map(|(formula, inputs)| Lines::of(*formula, inputs)).collect();
        LineTable::new(&lines)
    }

    /// Tightens the bounds of a node by linear bounds, where they matter for the function after it.
    fn refine(&mut self, graph: &Graph, node: usize, workspace: &mut Workspace) {
        let Some(bounds) = self.bounds.get(node) else {
            return;
        };
        let formula = formula_after(graph, node);
        let open: Vec<usize> = bounds
            .pairs()
            .enumerate()
            .filter(|(_, [low, high])| match formula {
                Some(Formula::Rectified) => *low < 0.0 && *high > 0.0,
                _ => low < high,
            })
            .map(|(index, _)| index)
            .collect();
        let length = stride(bounds.low.len());
        // A row for the element, and a row for its negative.
        let mut rows = vec![0.0; 2 * open.len() * length];
        for (pair, index) in rows.chunks_mut((2 * length).max(1)).zip(&open) {
            let (low, high) = pair.split_at_mut(length);
            if let (Some(low), Some(high)) = (low.get_mut(*index), high.get_mut(*index)) {
                (*low, *high) = (1.0, -1.0);
            }
        }
        let target = Target { node, rows };
        let found = lower(graph, self, &target, workspace);
        if let (Some(region), Some(shares)) = (self.bounds.first(), self.shares.get_mut(node)) {
            let inputs = region.low.len();
            let widths: Vec<f64> = region.pairs().map(|[low, high]| high - low).collect();
            shares.resize(bounds.low.len() * inputs, 0.0);
            let rows = workspace.input().chunks((2 * stride(inputs)).max(1));
            for (factors, index) in rows.zip(&open) {
                let (below, above) = factors.split_at_checked(stride(inputs)).unwrap_or_default();
                let row = shares.get_mut(index * inputs..(index + 1) * inputs).unwrap_or_default();
                let mut total = 1e-30;
                for ((share, width), (a, b)) in row.iter_mut().zip(&widths).zip(below.iter().zip(above)) {
                    *share = (a.abs() + b.abs()) * width;
                    total += *share;
                }
                row.iter_mut().for_each(|share| *share /= total);
            }
        }
        let Some(bounds) = self.bounds.get_mut(node) else {
            return;
        };
        for (pair, index) in found.chunks(2).zip(open) {
            let &[low, high] = pair else { continue };
            if let (Some(least), Some(greatest)) = (bounds.low.get_mut(index), bounds.high.get_mut(index)) {
                *least = least.max(low);
                *greatest = greatest.min(-high);
            }
        }
    }
}

/// Both bounds hold, so the tighter one does.
fn intersect(bounds: &mut Bounds, known: &Bounds) {
    for (low, known) in bounds.low.iter_mut().zip(&known.low) {
        *low = low.max(*known);
    }
    for (high, known) in bounds.high.iter_mut().zip(&known.high) {
        *high = high.min(*known);
    }
}

/// Whether linear bounds can be tighter than intervals: a function is after the node, and another one before it.
fn is_refined(graph: &Graph, node: usize) -> bool {
    let is_sum = matches!(
        graph.nodes.get(node).map(|node| &node.operation),
        Some(Operation::Affine(..))
    ) || matches!(
        graph.nodes.get(node).map(|node| &node.operation),
        Some(Operation::Sum(_))
    );
    is_sum && graph.nodes.iter().any(|other| match &other.operation {
        Operation::Curve(from, _) | Operation::Largest(from, _) | Operation::Softmax(from) => *from == node,
        _ => false,
    })
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

impl State {
    /// How much each input contributes to what lines lose, if an output depends on the nodes with these factors.
    pub(super) fn influence(&self, graph: &Graph, workspace: &Workspace) -> Vec<f64> {
        let inputs = self.bounds.first().map_or(0, |region| region.low.len());
        let mut influence = vec![0.0; inputs];
        for (index, node) in graph.nodes.iter().enumerate() {
            let Operation::Curve(from, _) = &node.operation else {
                continue;
            };
            let (Some(lines), Some(shares), Some(bounds)) =
                (self.lines.get(index), self.shares.get(*from), self.bounds.get(*from))
            else {
                continue;
            };
            let factors = workspace.factors_of(index);
            let elements = shares.chunks(inputs.max(1)).zip(bounds.pairs()).zip(factors);
            for (element, ((shares, [low, high]), factor)) in elements.enumerate() {
                let side = if *factor > 0.0 { &lines.below } else { &lines.above };
                let loss = side.get(element).map_or(0.0, |line| line.loss(low, high));
                for (influence, share) in influence.iter_mut().zip(shares) {
                    *influence += factor.abs() * loss * share;
                }
            }
        }
        influence
    }
}
