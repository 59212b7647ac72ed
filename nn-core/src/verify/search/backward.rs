//! Linear bounds, computed from a value of the graph back to the input.
//!
//! A sum of elements of a value is at least the same sum of lower bounds of these elements, which are sums of elements of the value
//! before it, and so on back to the input, whose bounds are numbers (Zhang et al., "Efficient Neural Network Robustness Certification
//! with General Activation Functions", 2018; Singh et al., "An Abstract Domain for Certifying Neural Networks", 2019).
//!
//! What the network rounds in `f32`, and what this rounds in `f64`, is subtracted at each value.

use alloc::vec::Vec;

use super::super::graph::{Graph, Operation, stride};
use super::super::unit::Unit;
use super::intervals::Bounds;
use super::state::State;

/// Sums of elements of a value that are to be bounded: a row of factors for each sum. A row has [`stride`] numbers.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) node: usize,
    pub(super) rows: Vec<f64>,
    /// Whether each value between the input and the node also bounds the sums, by its own bounds. In a network that was trained with
    /// interval bounds, they are often closer than lines.
    pub(super) by_values: bool,
}

/// A decided unit, and a factor that is at least 0. What is bounded is the sum less the factor times the input and its sign, which is
/// not above the sum.
pub(super) type Multiplier = (Unit, f64);

/// Memory that is used again for each target.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// For each node, a row of factors for each sum. Empty if the sums do not depend on the node.
    pub(super) factors: Vec<Vec<f64>>,
    /// The constants of the sums.
    pub(super) constants: Vec<f64>,
    /// The sums of the absolute values of what was added to the constants.
    added: Vec<f64>,
    /// For each row of a node, a sum and the sum of the absolute values.
    pub(super) sums: Vec<[f64; 2]>,
    /// The factors of a row that are not 0, and where their rows begin.
    pub(super) terms: Vec<(f64, usize)>,
    /// The greatest lower bounds of the sums that follow from the bounds of one value.
    by_values: Vec<f64>,
}

/// The lower bounds of the sums. Afterwards [`Workspace::input`] has the factors of the inputs.
pub(super) fn lower(
    graph: &Graph,
    state: &State,
    target: &Target,
    multipliers: &[Multiplier],
    workspace: &mut Workspace,
) -> Vec<f64> {
    let length = graph.nodes.get(target.node).map_or(1, |node| node.length);
    let count = target.rows.len() / stride(length).max(1);
    workspace.start(graph, target, count);
    let mut operations = 2;
    for node in (0..=target.node).rev() {
        workspace.multiply(graph, node, multipliers);
        let factors = workspace.take(node);
        if factors.is_empty() {
            continue;
        }
        let Some((bounds, lines)) = state.bounds.get(node).zip(state.lines.get(node)) else {
            continue;
        };
        operations += 4 * bounds.low.len();
        let pass = Pass {
            factors: &factors,
            length: bounds.low.len(),
            bounds,
        };
        if target.by_values {
            workspace.bound_by_value(&pass, node, operations);
        }
        let operation = graph.nodes.get(node).map(|node| &node.operation);
        if !matches!(
            operation,
            Some(Operation::Affine(..) | Operation::Curve(..))
        ) {
            workspace.subtract_slack(&pass);
        }
        match operation {
            Some(Operation::Affine(from, rows)) => workspace.affine(&pass, *from, rows),
            Some(Operation::Curve(from, _)) => workspace.lines(&pass, *from, lines),
            Some(Operation::Sum(operands)) => {
                for from in operands {
                    workspace.copy(&pass, *from, 0..pass.length);
                }
            }
            Some(Operation::Product(nodes)) => {
                if let [Some(x), Some(y)] = nodes.map(|node| state.bounds.get(node)) {
                    workspace.product(&pass, *nodes, [x, y]);
                }
            }
            Some(Operation::Blend(blend)) => {
                let nodes = [blend.gate, blend.closed, blend.open];
                if let [Some(gate), Some(closed), Some(open)] =
                    nodes.map(|node| state.bounds.get(node))
                {
                    workspace.blend(&pass, blend, [gate, closed, open]);
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
            Some(Operation::InverseRoot(from, epsilon)) => {
                if let Some(operand) = state.bounds.get(*from) {
                    workspace.inverse_root(&pass, *from, *epsilon, operand);
                }
            }
            Some(Operation::Within(from, _)) => workspace.copy(&pass, *from, 0..pass.length),
            _ => workspace.ends(&pass),
        }
        workspace.put(node, factors);
    }
    workspace.finish(operations)
}

/// The factors of a node.
pub(super) struct Pass<'a> {
    pub(super) factors: &'a [f64],
    /// The number of elements.
    pub(super) length: usize,
    pub(super) bounds: &'a Bounds,
}

impl<'a> Pass<'a> {
    /// The factors of each sum.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'a [f64])> + use<'a> {
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
        self.by_values.clear();
        self.by_values.resize(count, f64::NEG_INFINITY);
    }

    fn take(&mut self, node: usize) -> Vec<f64> {
        self.factors
            .get_mut(node)
            .map(core::mem::take)
            .unwrap_or_default()
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
    pub(super) fn row(&mut self, node: usize, row: usize, length: usize) -> &mut [f64] {
        let Some(rows) = self.factors.get_mut(node) else {
            return &mut [];
        };
        let length = stride(length);
        rows.resize(self.constants.len() * length, 0.0);
        rows.get_mut(row * length..(row + 1) * length)
            .unwrap_or_default()
    }

    pub(super) fn add(&mut self, row: usize, constant: f64) {
        if let (Some(sum), Some(added)) = (self.constants.get_mut(row), self.added.get_mut(row)) {
            *sum += constant;
            *added += constant.abs();
        }
    }

    /// Adds to each constant the sum of its row, and to what was added the sum of the absolute values.
    pub(super) fn add_sums(&mut self) {
        let constants = self.constants.iter_mut().zip(&mut self.added);
        for ((constant, added), [sum, size]) in constants.zip(&self.sums) {
            *constant += sum;
            *added += size;
        }
    }

    /// Bounds the sums by the bounds of a node, if they depend on no other node.
    fn bound_by_value(&mut self, pass: &Pass<'_>, node: usize, operations: usize) {
        let others = self.factors.get(..node).unwrap_or_default();
        if !others.iter().all(Vec::is_empty) {
            return;
        }
        let relative = operations as f64 * f64::EPSILON;
        let sums = self.constants.iter().zip(&self.added);
        for (best, ((_, factors), (sum, added))) in
            self.by_values.iter_mut().zip(pass.rows().zip(sums))
        {
            let (mut sum, mut added) = (*sum, *added);
            let elements = pass.bounds.pairs().zip(&pass.bounds.slack);
            for (factor, ([low, high], slack)) in factors.iter().zip(elements) {
                let term = factor * if *factor > 0.0 { low } else { high };
                let slack = factor.abs() * slack;
                sum += term - slack;
                added += term.abs() + slack;
            }
            *best = best.max(sum - relative * added);
        }
    }

    /// The constants, less what their sums can have rounded, or what values bound if it is greater.
    fn finish(&self, operations: usize) -> Vec<f64> {
        let relative = operations as f64 * f64::EPSILON;
        let sums = self.constants.iter().zip(&self.added);
        let sums = sums.map(|(sum, added)| sum - relative * added);
        sums.zip(&self.by_values)
            .map(|(sum, by_values)| sum.max(*by_values))
            .collect()
    }
}
