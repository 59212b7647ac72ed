//! The bounds of all values of a graph, from the input to the output.

use alloc::vec::Vec;

use super::super::graph::{Graph, Operation};
use super::backward::Workspace;
use super::intervals::Bounds;
use super::lines::{LineTable, Lines};
use super::refine::is_refined;
use super::state::{Known, State, Unbounded};

impl State {
    /// Bounds the values for a region.
    pub(super) fn new(
        graph: &Graph,
        region: Bounds,
        known: Known<'_>,
        workspace: &mut Workspace,
    ) -> Result<State, Unbounded> {
        let mut state = State::default();
        let mut region = Some(region);
        for (index, node) in graph.nodes.iter().enumerate() {
            let of_larger = known.bounds.get(index);
            let region = region.take();
            match of_larger {
                Some(bounds) if index < known.changed => state.push(bounds.clone()),
                _ => {
                    let bounds = region.unwrap_or_else(|| Bounds::of(node, &state.bounds));
                    state.push(bounds.within(of_larger));
                    if is_refined(graph, index) {
                        state.refine(graph, index, workspace);
                    }
                }
            }
            let bounds = state.bounds.last().ok_or(Unbounded::NotFinite)?;
            if bounds.is_empty() {
                return Err(Unbounded::Empty);
            }
            if !bounds.is_finite() {
                return Err(Unbounded::NotFinite);
            }
            let lines = state.lines_of(&node.operation);
            if let Some(last) = state.lines.last_mut() {
                *last = lines;
            }
        }
        Ok(state)
    }

    fn push(&mut self, bounds: Bounds) {
        self.bounds.push(bounds);
        self.lines.push(LineTable::default());
        self.shares.push(Vec::new());
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

impl Bounds {
    /// The same with what is known. Both bounds hold, so the tighter one does.
    fn within(mut self, known: Option<&Bounds>) -> Bounds {
        let nothing = Bounds::default();
        let known = known.unwrap_or(&nothing);
        for (low, known) in self.low.iter_mut().zip(&known.low) {
            *low = low.max(*known);
        }
        for (high, known) in self.high.iter_mut().zip(&known.high) {
            *high = high.min(*known);
        }
        self.seal();
        self
    }
}
