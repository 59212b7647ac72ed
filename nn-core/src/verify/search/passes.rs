//! How sums pass each operation, from an output back to the input.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Rows, stride};
use super::backward::{Multiplier, Pass, Workspace};
use super::intervals::Bounds;
use super::lines::LineTable;
use super::product::add_product;
use super::sums::{pass_lines, row_sums};

impl Workspace {
    /// Subtracts the multipliers of a node from the factors of its elements.
    pub(super) fn multiply(&mut self, graph: &Graph, node: usize, multipliers: &[Multiplier]) {
        let length = graph.nodes.get(node).map_or(0, |node| node.length);
        let own = multipliers
            .iter()
            .filter(|(unit, factor)| unit.node == node && *factor > 0.0);
        for (unit, factor) in own {
            for row in 0..self.constants.len() {
                if let Some(place) = self.row(node, row, length).get_mut(unit.element) {
                    *place -= factor * unit.sign();
                }
            }
        }
    }

    /// Subtracts what the node and the computation of its factors round.
    pub(super) fn subtract_slack(&mut self, pass: &Pass<'_>) {
        let zeros = vec![0.0; pass.bounds.slack.len()];
        row_sums(pass.factors, &zeros, &pass.bounds.slack, &mut self.sums);
        self.add_sums();
    }

    /// Replaces sums by their operands, and subtracts the slack.
    pub(super) fn affine(&mut self, pass: &Pass<'_>, from: usize, rows: &Rows) {
        row_sums(
            pass.factors,
            rows.bias(),
            &pass.bounds.slack,
            &mut self.sums,
        );
        self.add_sums();
        let (count, inputs) = (self.constants.len(), stride(rows.inputs()).max(1));
        let Some(output) = self.factors.get_mut(from) else {
            return;
        };
        output.resize(count * inputs, 0.0);
        if let Some(weights) = rows.dense() {
            let left = [stride(pass.length), inputs];
            return add_product(pass.factors, weights, output, left, &mut self.terms);
        }
        for ((_, factors), output) in pass.rows().zip(output.chunks_mut(inputs)) {
            let used = factors
                .iter()
                .enumerate()
                .filter(|(_, factor)| **factor != 0.0);
            for (index, factor) in used {
                let (columns, weights) = rows.row(index);
                for (column, weight) in columns.iter().zip(weights) {
                    if let Some(sum) = output.get_mut(*column) {
                        *sum += factor * weight;
                    }
                }
            }
        }
    }

    /// Replaces elements by lines, and subtracts the slack.
    pub(super) fn lines(&mut self, pass: &Pass<'_>, from: usize, table: &LineTable) {
        let length = self.constants.len() * stride(pass.length);
        let Some(output) = self.factors.get_mut(from) else {
            return;
        };
        output.resize(length, 0.0);
        pass_lines(
            pass.factors,
            table,
            &pass.bounds.slack,
            output,
            &mut self.sums,
        );
        self.add_sums();
    }

    /// Adds the factors of these elements to those of a node that has the same elements.
    pub(super) fn copy(&mut self, pass: &Pass<'_>, from: usize, elements: core::ops::Range<usize>) {
        for (row, factors) in pass.rows() {
            let output = self.row(from, row, elements.len());
            let factors = factors.get(elements.clone()).unwrap_or_default();
            for (sum, factor) in output.iter_mut().zip(factors) {
                *sum += factor;
            }
        }
    }

    /// The largest of several elements is at least each of them, and at most the greatest bound.
    pub(super) fn largest(
        &mut self,
        pass: &Pass<'_>,
        from: usize,
        windows: &[Vec<usize>],
        operand: &Bounds,
    ) {
        let length = operand.low.len();
        for (row, factors) in pass.rows() {
            for (index, (factor, window)) in factors.iter().zip(windows).enumerate() {
                let by_low =
                    |a: &&usize, b: &&usize| operand.get(**a)[0].total_cmp(&operand.get(**b)[0]);
                let Some(best) = window.iter().max_by(by_low) else {
                    continue;
                };
                let mut others = window.iter().filter(|other| *other != best);
                let is_largest =
                    others.all(|other| operand.get(*other)[1] <= operand.get(*best)[0]);
                if *factor > 0.0 || is_largest {
                    let output = self.row(from, row, length);
                    if let Some(sum) = output.get_mut(*best) {
                        *sum += factor;
                    }
                } else {
                    self.add(row, factor * pass.bounds.get(index)[1]);
                }
            }
        }
    }

    /// Replaces elements by their bounds.
    pub(super) fn ends(&mut self, pass: &Pass<'_>) {
        for (row, factors) in pass.rows() {
            for (factor, [low, high]) in factors.iter().zip(pass.bounds.pairs()) {
                self.add(row, factor * if *factor > 0.0 { low } else { high });
            }
        }
    }
}
