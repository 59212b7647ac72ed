//! The ranges of all values of a graph, from the input to the output.

use super::backward::Workspace;
use super::finish::{Range, SumRange};
use super::graph::{GraphI8, Operation, Unit};
use super::state::State;

impl State {
    /// Bounds the values for a region. `known` has bounds for a region that contains it, or is empty.
    pub(super) fn new(
        graph: &GraphI8,
        region: &[Range],
        known: &State,
        workspace: &mut Workspace,
    ) -> State {
        let mut state = State::default();
        for (index, node) in graph.nodes.iter().enumerate() {
            state.push_sums(node);
            if let (Some(sums), Some(known)) = (state.sums.last_mut(), known.sums.get(index)) {
                for (sum, known) in sums.iter_mut().zip(known) {
                    *sum = [sum[0].max(known[0]), sum[1].min(known[1])];
                }
            }
            if let Operation::Sums(from, units, table) = &node.operation
                && *from > 0
            {
                state.refine(graph, (*from, units), table.is_some(), workspace);
            }
            state.push_values(node, region);
            if let (Some(values), Some(known)) = (state.values.last_mut(), known.values.get(index))
            {
                for (value, known) in values.iter_mut().zip(known) {
                    *value = [value[0].max(known[0]), value[1].min(known[1])];
                }
            }
        }
        state
    }

    /// Tightens the ranges of the last sums by linear bounds, where they matter.
    fn refine(
        &mut self,
        graph: &GraphI8,
        (from, units): (usize, &[Unit]),
        has_table: bool,
        workspace: &mut Workspace,
    ) {
        let mut sums = self.sums.pop().unwrap_or_default();
        for (unit, sum) in units.iter().zip(&mut sums) {
            if !unit.is_open(*sum, has_table) {
                continue;
            }
            let bias = unit.bias as f64;
            let terms = unit.terms.iter();
            let row: alloc::vec::Vec<(usize, f64)> = terms
                .map(|(index, weight)| (*index, f64::from(*weight)))
                .collect();
            let low = workspace.lower(graph, self, (from, &row), bias);
            let negative: alloc::vec::Vec<(usize, f64)> = row
                .iter()
                .map(|(index, weight)| (*index, -weight))
                .collect();
            let high = -workspace.lower(graph, self, (from, &negative), -bias);
            // Sums are integers.
            let low = sum[0].max(libm::ceil(low) as i64);
            *sum = [low, sum[1].min(libm::floor(high) as i64).max(low)];
        }
        self.sums.push(sums);
    }
}

impl Unit {
    /// Whether the range of its sum matters for its lines: an output may be limited, or looked up in a table.
    fn is_open(&self, sum: SumRange, has_table: bool) -> bool {
        let Some([low, high]) = self.finish.numbers(sum) else {
            return true;
        };
        let [least, most] = self.finish.range;
        let is_constant = high <= least || most <= low || low == high;
        let is_limited = low < least || most < high;
        !is_constant && (has_table || is_limited)
    }
}
