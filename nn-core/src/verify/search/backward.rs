//! Linear bounds, computed from a value of the graph back to the input.
//!
//! A sum of elements of a value is at least the same sum of lower bounds of these elements, which are sums of elements of the value
//! before it, and so on back to the input, whose bounds are numbers (Zhang et al., "Efficient Neural Network Robustness Certification
//! with General Activation Functions", 2018; Singh et al., "An Abstract Domain for Certifying Neural Networks", 2019).
//!
//! What the network rounds in `f32`, and what this rounds in `f64`, is subtracted at each value.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Operation, Rows, stride};
use super::intervals::Bounds;
use super::lines::LineTable;
use super::product::{add_product, pass_lines, row_sizes, row_sums};
use super::state::State;

/// Sums of elements of a value that are to be bounded: a row of factors for each sum. A row has [`stride`] numbers.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) node: usize,
    pub(super) rows: Vec<f64>,
}

/// Memory that is used again for each target.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// For each node, a row of factors for each sum. Empty if the sums do not depend on the node.
    factors: Vec<Vec<f64>>,
    /// The constants of the sums.
    constants: Vec<f64>,
    /// The sums of the absolute values of what was added to the constants.
    added: Vec<f64>,
}

/// More than the few roundings of a factor, relative to the factor.
const ROUNDED: f64 = 4.0 * f64::EPSILON;

/// The lower bounds of the sums. Afterwards [`Workspace::input`] has the factors of the inputs.
pub(super) fn lower(graph: &Graph, state: &State, target: &Target, workspace: &mut Workspace) -> Vec<f64> {
    let length = graph.nodes.get(target.node).map_or(1, |node| node.length);
    let count = target.rows.len() / stride(length).max(1);
    workspace.start(graph, target, count);
    let mut operations = 2;
    for node in (0..=target.node).rev() {
        let factors = workspace.take(node);
        if factors.is_empty() {
            continue;
        }
        let Some((bounds, lines)) = state.bounds.get(node).zip(state.lines.get(node)) else {
            continue;
        };
        operations += 2 * bounds.low.len();
        let pass = Pass {
            factors: &factors,
            length: bounds.low.len(),
            bounds,
        };
        workspace.subtract_slack(&pass);
        match graph.nodes.get(node).map(|node| &node.operation) {
            Some(Operation::Affine(from, rows)) => workspace.affine(&pass, *from, rows),
            Some(Operation::Curve(from, _)) => workspace.lines(&pass, *from, lines),
            Some(Operation::Sum(operands)) => {
                for from in operands {
                    workspace.copy(&pass, *from, 0..pass.length);
                }
            }
            Some(Operation::Join(parts)) => {
                let mut start = 0;
                for from in parts {
                    let length = graph.nodes.get(*from).map_or(0, |node| node.length);
                    workspace.copy(&pass, *from, start..start + length);
                    start += length;
                }
            }
            Some(Operation::Largest(from, windows)) => {
                if let Some(operand) = state.bounds.get(*from) {
                    workspace.largest(&pass, *from, windows, operand);
                }
            }
            _ => workspace.ends(&pass),
        }
        workspace.put(node, factors);
    }
    workspace.finish(operations)
}

/// The factors of a node.
struct Pass<'a> {
    factors: &'a [f64],
    /// The number of elements.
    length: usize,
    bounds: &'a Bounds,
}

impl<'a> Pass<'a> {
    /// The factors of each sum.
    fn rows(&self) -> impl Iterator<Item = (usize, &'a [f64])> + use<'a> {
        self.factors.chunks(stride(self.length).max(1)).enumerate()
    }
}

impl Workspace {
    fn start(&mut self, graph: &Graph, target: &Target, count: usize) {
        self.factors.resize_with(graph.nodes.len(), Vec::new);
        self.factors.iter_mut().for_each(Vec::clear);
        if let Some(factors) = self.factors.get_mut(target.node) {
            factors.extend_from_slice(&target.rows);
        }
        self.constants.clear();
        self.constants.resize(count, 0.0);
        self.added.clear();
        self.added.resize(count, 0.0);
    }

    fn take(&mut self, node: usize) -> Vec<f64> {
        self.factors.get_mut(node).map(core::mem::take).unwrap_or_default()
    }

    fn put(&mut self, node: usize, factors: Vec<f64>) {
        if let Some(place) = self.factors.get_mut(node) {
            *place = factors;
        }
    }

    /// The factors of the inputs, a row for each sum.
    pub(super) fn input(&self) -> &[f64] {
        self.factors.first().map_or(&[], Vec::as_slice)
    }

    /// The factors of a node, for the first sum.
    pub(super) fn factors_of(&self, node: usize) -> &[f64] {
        self.factors.get(node).map_or(&[], Vec::as_slice)
    }

    /// A row of factors of a node that has this many elements, zeros at first.
    fn row(&mut self, node: usize, row: usize, length: usize) -> &mut [f64] {
        let Some(rows) = self.factors.get_mut(node) else {
            return &mut [];
        };
        let length = stride(length);
        rows.resize(self.constants.len() * length, 0.0);
        rows.get_mut(row * length..(row + 1) * length).unwrap_or_default()
    }

    fn add(&mut self, row: usize, constant: f64) {
        if let (Some(sum), Some(added)) = (self.constants.get_mut(row), self.added.get_mut(row)) {
            *sum += constant;
            *added += constant.abs();
        }
    }

    /// Adds a constant to each sum, and its absolute value, or more, to what was added.
    fn add_all(&mut self, constants: &[[f64; 2]], sign: f64) {
        let sums = self.constants.iter_mut().zip(&mut self.added);
        for ((sum, added), [constant, size]) in sums.zip(constants) {
            *sum += sign * constant;
            *added += size;
        }
    }

    /// Subtracts what the node and the computation of its factors round.
    fn subtract_slack(&mut self, pass: &Pass<'_>) {
        let pairs = pass.bounds.pairs().zip(&pass.bounds.slack);
        let slack = pairs.map(|([low, high], slack)| slack + ROUNDED * low.abs().max(high.abs()));
        let mut slack: Vec<f64> = slack.collect();
        slack.resize(stride(slack.len()), 0.0);
        self.add_all(&row_sizes(pass.factors, &slack), -1.0);
    }

    fn affine(&mut self, pass: &Pass<'_>, from: usize, rows: &Rows) {
        self.add_all(&row_sums(pass.factors, rows.bias()), 1.0);
        let (count, inputs) = (self.constants.len(), stride(rows.inputs()).max(1));
        let Some(output) = self.factors.get_mut(from) else {
            return;
        };
        output.resize(count * inputs, 0.0);
        if let Some(weights) = rows.dense() {
            let left = [stride(pass.length), inputs];
            return add_product(pass.factors, weights, output, left);
        }
        for ((_, factors), output) in pass.rows().zip(output.chunks_mut(inputs)) {
            let used = factors.iter().enumerate().filter(|(_, factor)| **factor != 0.0);
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

    fn lines(&mut self, pass: &Pass<'_>, from: usize, table: &LineTable) {
        let length = self.constants.len() * stride(pass.length);
        let Some(output) = self.factors.get_mut(from) else {
            return;
        };
        output.resize(length, 0.0);
        let sums = pass_lines(pass.factors, table, output);
        self.add_all(&sums, 1.0);
    }

    /// Adds the factors of these elements to those of a node that has the same elements.
    fn copy(&mut self, pass: &Pass<'_>, from: usize, elements: core::ops::Range<usize>) {
        for (row, factors) in pass.rows() {
            let output = self.row(from, row, elements.len());
            let factors = factors.get(elements.clone()).unwrap_or_default();
            for (sum, factor) in output.iter_mut().zip(factors) {
                *sum += factor;
            }
        }
    }

    /// The largest of several elements is at least each of them, and at most the greatest bound.
    fn largest(&mut self, pass: &Pass<'_>, from: usize, windows: &[Vec<usize>], operand: &Bounds) {
        let length = operand.low.len();
        for (row, factors) in pass.rows() {
            for (index, (factor, window)) in factors.iter().zip(windows).enumerate() {
                let by_low = |a: &&usize, b: &&usize| operand.get(**a)[0].total_cmp(&operand.get(**b)[0]);
                let Some(best) = window.iter().max_by(by_low) else {
                    continue;
                };
                let mut others = window.iter().filter(|other| *other != best);
                let is_largest = others.all(|other| operand.get(*other)[1] <= operand.get(*best)[0]);
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
    fn ends(&mut self, pass: &Pass<'_>) {
        for (row, factors) in pass.rows() {
            for (factor, [low, high]) in factors.iter().zip(pass.bounds.pairs()) {
                self.add(row, factor * if *factor > 0.0 { low } else { high });
            }
        }
    }

    /// The constants, less what their sums can have rounded.
    fn finish(&self, operations: usize) -> Vec<f64> {
        let relative = operations as f64 * f64::EPSILON;
        let sums = self.constants.iter().zip(&self.added);
        sums.map(|(sum, added)| sum - relative * added).collect()
    }
}

/// The factors of one sum of all elements of a node.
pub(super) fn row(length: usize, terms: &[(usize, f64)]) -> Vec<f64> {
    let mut row = vec![0.0; stride(length)];
    for (index, factor) in terms {
        if let Some(place) = row.get_mut(*index) {
            *place += factor;
        }
    }
    row
}
