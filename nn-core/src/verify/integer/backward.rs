//! Linear bounds of integers, from a value back to the input.
//!
//! Zhang et al., "Efficient Neural Network Robustness Certification with General Activation Functions", 2018 (CROWN). What a layer
//! rounds is part of its lines. What the sums here round, in `f64`, is bounded by the sum of the absolute values of all terms.

use alloc::vec::Vec;
use core::mem;

use super::super::rounding::gamma_f64;
use super::finish::{FULL, Range};
use super::graph::{Adder, Element, GraphI8, Operation, Unit};
use super::lines::Line;
use super::state::State;

/// The largest magnitude of an element.
const LARGEST: f64 = 128.0;

/// Memory of linear bounds.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// For each node, the factors of its elements.
    factors: Vec<Vec<f64>>,
    sum: f64,
    /// The sum of the absolute values of all terms.
    reach: f64,
}

impl Workspace {
    /// A lower bound of the sum of a number and of the elements of a node, each with a factor.
    pub(super) fn lower(
        &mut self,
        graph: &GraphI8,
        state: &State,
        (node, row): (usize, &[(usize, f64)]),
        number: f64,
    ) -> f64 {
        self.begin(graph, node, row);
        (self.sum, self.reach) = (number, number.abs());
        let rounded = 2.0 * gamma_f64(graph.most_terms() + 32);
        let mut best = f64::NEG_INFINITY;
        for at in (0..=node).rev() {
            let ends = self.ends(state, at);
            best = best.max(self.sum + ends - rounded * self.reach);
            if at > 0 {
                self.pass(graph, state, at);
            }
        }
        best
    }

    /// The factors of the inputs in the last linear bound.
    pub(super) fn of_inputs(&self) -> &[f64] {
        self.factors.first().map_or(&[], Vec::as_slice)
    }

    fn begin(&mut self, graph: &GraphI8, node: usize, row: &[(usize, f64)]) {
        self.factors.resize(graph.nodes.len(), Vec::new());
        for (factors, node) in self.factors.iter_mut().zip(&graph.nodes) {
            factors.clear();
            factors.resize(node.length, 0.0);
        }
        for (index, factor) in row {
            self.add(node, *index, *factor);
        }
    }

    fn add(&mut self, node: usize, index: usize, factor: f64) {
        let place = self.factors.get_mut(node);
        if let Some(place) = place.and_then(|factors| factors.get_mut(index)) {
            *place += factor;
        }
        self.reach += factor.abs() * LARGEST;
    }

    /// The least sum of all elements up to a node, within their ranges.
    fn ends(&mut self, state: &State, last: usize) -> f64 {
        let mut sum = 0.0;
        for (node, factors) in self.factors.iter().enumerate().take(last + 1) {
            for (factor, range) in factors.iter().zip(state.of(node)) {
                sum += least(*factor, *range);
            }
        }
        sum
    }

    /// Replaces the elements of a node by what they are computed from.
    fn pass(&mut self, graph: &GraphI8, state: &State, at: usize) {
        let (Some(node), Some(lines)) = (graph.nodes.get(at), state.lines.get(at)) else {
            return;
        };
        let factors = self.factors.get_mut(at).map(mem::take).unwrap_or_default();
        let elements = factors
            .iter()
            .enumerate()
            .filter(|(_, factor)| **factor != 0.0);
        for (index, factor) in elements {
            let line = lines
                .get(index)
                .map(|lines| lines[usize::from(*factor < 0.0)]);
            match (&node.operation, line) {
                (Operation::Sums(from, units, _), Some(line)) => {
                    if let Some(unit) = units.get(index) {
                        self.unit(*from, unit, *factor, line);
                    }
                }
                (Operation::Added(from, adder, _), Some(line)) => {
                    self.adder(*from, index, (adder, *factor, line));
                }
                (Operation::Moved(from, elements), _) => {
                    self.moved(from, elements.get(index), *factor);
                }
                (Operation::Largest(from, windows), _) => {
                    let window = windows.get(index).map_or(&[][..], Vec::as_slice);
                    self.largest(state, *from, window, *factor);
                }
                _ => self.constant(least(*factor, state.get(at, index))),
            }
        }
        if let Some(place) = self.factors.get_mut(at) {
            *place = factors;
            place.fill(0.0);
        }
    }

    fn constant(&mut self, number: f64) {
        self.sum += number;
        self.reach += number.abs();
    }

    fn unit(&mut self, from: usize, unit: &Unit, factor: f64, line: Line) {
        self.constant(factor * line.offset);
        let slope = factor * line.factor;
        if slope == 0.0 {
            return;
        }
        self.constant(slope * unit.bias as f64);
        for (index, weight) in &unit.terms {
            self.add(from, *index, slope * f64::from(*weight));
        }
    }

    fn adder(
        &mut self,
        from: [usize; 2],
        index: usize,
        (adder, factor, line): (&Adder, f64, Line),
    ) {
        self.constant(factor * line.offset);
        let Some((factors, _)) = adder.rounded() else {
            return;
        };
        for (from, own) in from.into_iter().zip(factors) {
            self.add(from, index, factor * line.factor * own);
        }
    }

    fn moved(&mut self, from: &[usize], element: Option<&Element>, factor: f64) {
        match element {
            Some(Element::Of(operand, index)) => {
                if let Some(node) = from.get(*operand) {
                    self.add(*node, *index, factor);
                }
            }
            Some(Element::Constant(number)) => self.constant(factor * f64::from(*number)),
            None => {}
        }
    }

    /// The largest of several elements is not below any of them. It is one of them if all others are below.
    fn largest(&mut self, state: &State, from: usize, window: &[usize], factor: f64) {
        let range = |index: &usize| state.get(from, *index);
        let Some(best) = window.iter().max_by_key(|index| range(index)[0]) else {
            return self.constant(factor * f64::from(FULL[0]));
        };
        let mut others = window.iter().filter(|index| *index != best);
        if factor > 0.0 || others.all(|other| range(other)[1] <= range(best)[0]) {
            return self.add(from, *best, factor);
        }
        let most = window.iter().map(|index| range(index)[1]).max();
        self.constant(factor * f64::from(most.unwrap_or(FULL[1])));
    }
}

/// The least product of a factor and a number of a range.
fn least(factor: f64, [low, high]: Range) -> f64 {
    factor * f64::from(if factor > 0.0 { low } else { high })
}

impl GraphI8 {
    /// The largest number of terms that are added up for one element.
    fn most_terms(&self) -> usize {
        let lengths = self.nodes.iter().map(|node| node.length);
        lengths.sum()
    }
}
