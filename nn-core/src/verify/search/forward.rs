//! The bounds of all values of a graph, from the input to the output.

use alloc::vec::Vec;

use super::super::graph::{Graph, Operation};
use super::backward::Workspace;
use super::intervals::Bounds;
use super::lines::{LineTable, Lines};
use super::refine::is_refined;
use super::state::State;

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
            bounds.seal();
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
        let lines: Vec<Lines> = lines
            .map(|(formula, inputs)| Lines::of(*formula, inputs))
            .collect();
        LineTable::new(&lines)
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
