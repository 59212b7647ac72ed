//! A linear bound, from a value back to the input.
//!
//! A sum of elements of a value is at least the same sum of lower bounds of these elements, which are sums of elements of the value
//! before it, and so on back to the input, whose bounds are numbers. What is rounded is subtracted: by the network, and here.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Operation, Rows};
use super::super::unit::Unit;
use super::directed::{add_down, mul_down, mul_up, reach};
use super::line::Line;
use super::values::Values;

/// More than all products that underflow.
const SMALLEST: f64 = 1e-250;

/// A sum of elements of nodes and a constant.
pub(super) struct Pass<'a> {
    pub(super) graph: &'a Graph,
    /// For each node.
    pub(super) values: &'a [Values],
    /// For each node that is an elementwise function, the lines below and above each element.
    pub(super) lines: &'a [Vec<[Line; 2]>],
    /// Decided units, with factors that are at least 0. What is bounded is the sum less the factor times the sign and the input of the
    /// unit, which is not above the sum.
    pub(super) multipliers: &'a [(Unit, f64)],
    /// For each node, a factor for each element, or nothing.
    factors: Vec<Vec<f64>>,
    constant: f64,
}

impl<'a> Pass<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        values: &'a [Values],
        lines: &'a [Vec<[Line; 2]>],
        multipliers: &'a [(Unit, f64)],
    ) -> Self {
        let factors = vec![Vec::new(); graph.nodes.len()];
        Pass {
            graph,
            values,
            lines,
            multipliers,
            factors,
            constant: -SMALLEST,
        }
    }

    /// The greatest lower bound of the sum of the elements of a node, with these factors, that follows from one of the nodes before it.
    pub(super) fn least(mut self, node: usize, factors: Vec<f64>) -> f64 {
        let mut best = f64::NEG_INFINITY;
        self.add(node, factors);
        for node in (0..=node).rev() {
            self.multiply(node);
            let factors = self
                .factors
                .get_mut(node)
                .map(core::mem::take)
                .unwrap_or_default();
            let (Some(values), false) = (self.values.get(node), factors.is_empty()) else {
                continue;
            };
            for (factor, slack) in factors.iter().zip(&values.slack) {
                self.constant = add_down(self.constant, -mul_up(factor.abs(), *slack));
            }
            if self.factors.iter().all(Vec::is_empty) {
                let mut by_values = self.constant;
                for (factor, ends) in factors.iter().zip(&values.ends) {
                    by_values = add_down(by_values, least(*factor, *ends));
                }
                best = best.max(by_values);
            }
            self.replace(node, &factors, values);
        }
        best
    }

    /// Replaces a node by what it depends on.
    fn replace(&mut self, node: usize, factors: &[f64], values: &Values) {
        let graph = self.graph;
        match graph.nodes.get(node).map(|node| &node.operation) {
            Some(Operation::Affine(from, rows)) => self.affine(*from, rows, factors),
            Some(Operation::Curve(from, _)) => self.function(node, *from, factors),
            Some(Operation::Sum(operands)) => {
                for from in operands {
                    self.add(*from, factors.to_vec());
                }
            }
            Some(Operation::Within(from, _)) => self.add(*from, factors.to_vec()),
            Some(Operation::Join(parts)) => {
                let mut rest = factors;
                for from in parts {
                    let length = graph.nodes.get(*from).map_or(0, |node| node.length);
                    let (own, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                    self.add(*from, own.to_vec());
                    rest = others;
                }
            }
            Some(Operation::Largest(from, windows)) => {
                self.largest(*from, windows, factors, values);
            }
            _ => {
                for (factor, ends) in factors.iter().zip(&values.ends) {
                    self.constant = add_down(self.constant, least(*factor, *ends));
                }
            }
        }
    }

    fn affine(&mut self, from: usize, rows: &Rows, factors: &[f64]) {
        let mut sums = vec![0.0; rows.inputs()];
        for (row, (factor, bias)) in factors.iter().zip(rows.bias()).enumerate() {
            if *factor == 0.0 {
                continue;
            }
            self.constant = add_down(self.constant, mul_down(*factor, *bias));
            let (columns, weights) = rows.row(row);
            match rows.dense().is_some() {
                // The columns are all elements, in order.
                true => {
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += factor * weight;
                    }
                }
                false => {
                    for (column, weight) in columns.iter().zip(weights) {
                        if let Some(sum) = sums.get_mut(*column) {
                            *sum += factor * weight;
                        }
                    }
                }
            }
        }
        // What these sums round is part of the slack of the rows.
        self.add(from, sums);
    }

    /// Replaces elements by lines: below for positive factors, above for negative ones.
    fn function(&mut self, node: usize, from: usize, factors: &[f64]) {
        let (lines, values) = (self.lines, self.values);
        let (Some(lines), Some(inputs)) = (lines.get(node), values.get(from)) else {
            return;
        };
        let mut products = Vec::with_capacity(factors.len());
        for ((factor, [below, above]), ends) in factors.iter().zip(lines).zip(&inputs.ends) {
            let line = if *factor < 0.0 { above } else { below };
            let product = factor * line.slope;
            let rounded = mul_up(product.abs() * f64::EPSILON, reach(*ends));
            self.constant = add_down(self.constant, mul_down(*factor, line.at));
            self.constant = add_down(self.constant, -rounded);
            products.push(product);
        }
        self.add(from, products);
    }

    /// The largest of several elements is at least each of them, and at most the greatest bound.
    fn largest(&mut self, from: usize, windows: &[Vec<usize>], factors: &[f64], values: &Values) {
        let all = self.values;
        let Some(inputs) = all.get(from) else { return };
        let mut chosen = vec![0.0; inputs.ends.len()];
        for ((factor, window), ends) in factors.iter().zip(windows).zip(&values.ends) {
            let by_low = |a: &&usize, b: &&usize| inputs.end(**a)[0].total_cmp(&inputs.end(**b)[0]);
            let Some(best) = window.iter().max_by(by_low) else {
                continue;
            };
            let mut others = window.iter().filter(|other| *other != best);
            let is_largest = others.all(|other| inputs.end(*other)[1] <= inputs.end(*best)[0]);
            match chosen.get_mut(*best) {
                Some(sum) if *factor > 0.0 || is_largest => {
                    let before = *sum;
                    *sum += factor;
                    let rounded = if before == 0.0 {
                        0.0
                    } else {
                        sum.abs() * f64::EPSILON
                    };
                    let rounded = mul_up(rounded, reach(inputs.end(*best)));
                    self.constant = add_down(self.constant, -rounded);
                }
                _ => self.constant = add_down(self.constant, least(*factor, *ends)),
            }
        }
        self.add(from, chosen);
    }

    /// Subtracts the multipliers of a node. A factor that is rounded is the exact one for another multiplier that is at least 0.
    fn multiply(&mut self, node: usize) {
        let length = self.graph.nodes.get(node).map_or(0, |node| node.length);
        let Some(factors) = self.factors.get_mut(node) else {
            return;
        };
        for (unit, multiplier) in self.multipliers {
            if unit.node == node && *multiplier > 0.0 {
                factors.resize(length, 0.0);
                if let Some(factor) = factors.get_mut(unit.element) {
                    *factor -= multiplier * unit.sign();
                }
            }
        }
    }

    /// Adds factors of a node, and subtracts what their sums round.
    fn add(&mut self, node: usize, factors: Vec<f64>) {
        let (Some(own), Some(values)) = (self.factors.get_mut(node), self.values.get(node)) else {
            return;
        };
        if own.is_empty() {
            *own = factors;
            return;
        }
        for ((sum, factor), ends) in own.iter_mut().zip(factors).zip(&values.ends) {
            *sum += factor;
            let rounded = mul_up(sum.abs() * f64::EPSILON, reach(*ends));
            self.constant = add_down(self.constant, -rounded);
        }
    }
}

/// At most the product of a factor and a number of an interval.
fn least(factor: f64, [low, high]: [f64; 2]) -> f64 {
    mul_down(factor, if factor < 0.0 { high } else { low })
}
