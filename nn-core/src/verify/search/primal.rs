//! The values at the input where a linear bound is least.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Operation, Rows, stride};
use super::backward::Workspace;
use super::intervals::Bounds;
use super::lines::LineTable;
use super::state::State;
use super::sums::row_sums;

impl State {
    /// The values of the nodes up to `last` at which the bound that was just computed is attained, as far as the bound depends on them:
    /// functions are replaced by their lines.
    pub(super) fn primal(
        &self,
        graph: &Graph,
        last: usize,
        workspace: &Workspace,
    ) -> Vec<Vec<f64>> {
        let mut values: Vec<Vec<f64>> = Vec::with_capacity(last + 1);
        for (index, node) in graph.nodes.iter().enumerate().take(last + 1) {
            let factors = workspace.factors_of(index);
            let mut own = match self.bounds.get(index).zip(self.lines.get(index)) {
                Some((bounds, lines)) if !factors.is_empty() => {
                    value(&node.operation, &values, factors, bounds, lines)
                }
                _ => Vec::new(),
            };
            own.resize(stride(node.length), 0.0);
            values.push(own);
        }
        values
    }
}

fn value(
    operation: &Operation,
    values: &[Vec<f64>],
    factors: &[f64],
    bounds: &Bounds,
    lines: &LineTable,
) -> Vec<f64> {
    let operand = |index: &usize| values.get(*index).map_or(&[][..], Vec::as_slice);
    match operation {
        Operation::Affine(from, rows) => affine(rows, operand(from)),
        Operation::Curve(from, _) => {
            let elements = operand(from).iter().zip(factors).enumerate();
            let on_line = elements.map(|(index, (z, factor))| {
                let side = if *factor < 0.0 {
                    &lines.above
                } else {
                    &lines.below
                };
                side.get(index).map_or(0.0, |line| line.slope * z + line.at)
            });
            on_line.collect()
        }
        Operation::Sum([first, second]) => {
            let pairs = operand(first).iter().zip(operand(second));
            pairs.map(|(a, b)| a + b).collect()
        }
        Operation::Join(parts) => parts.iter().flat_map(operand).copied().collect(),
        Operation::Largest(from, windows) => {
            let elements = operand(from);
            let largest = windows.iter().map(|window| {
                let inside = window.iter().filter_map(|index| elements.get(*index));
                inside.copied().fold(f64::NEG_INFINITY, f64::max)
            });
            largest.collect()
        }
        _ => ends(factors, bounds),
    }
}

fn affine(rows: &Rows, operand: &[f64]) -> Vec<f64> {
    let Some(weights) = rows.dense() else {
        let sums = (0..rows.len()).zip(rows.bias()).map(|(index, bias)| {
            let (columns, weights) = rows.row(index);
            let inputs = columns.iter().filter_map(|column| operand.get(*column));
            bias + inputs
                .zip(weights)
                .map(|(x, weight)| x * weight)
                .sum::<f64>()
        });
        return sums.collect();
    };
    let (mut sums, no_slack) = (vec![], vec![0.0; operand.len()]);
    row_sums(weights, operand, &no_slack, &mut sums);
    sums.iter()
        .zip(rows.bias())
        .map(|([sum, _], bias)| sum + bias)
        .collect()
}

/// The ends of the intervals that are least, times their factors.
pub(super) fn ends(factors: &[f64], bounds: &Bounds) -> Vec<f64> {
    let pairs = bounds.pairs().zip(factors);
    pairs
        .map(|([low, high], factor)| if *factor < 0.0 { high } else { low })
        .collect()
}
