//! One part of a region: the bounds of all values, and whether they prove a clause.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::{Graph, Operation};
use super::super::property::Literal;
use super::super::unit::Unit;
use super::directed::{add_up, mul_up, reach};
use super::line::{Line, lines};
use super::pass::Pass;
use super::values::Values;
use crate::activation::Formula;

/// What the search found for a part. Every hint is valid: it only decides how close the bound is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Hint {
    /// How much each literal of the clause counts. If there are none, each literal is tried alone.
    pub(in super::super) weights: Vec<f32>,
    /// For each rectified unit whose sign is not known, in order, the slope of the line below it, in 255ths. If there are none, the
    /// lines enclose the smallest areas.
    pub(in super::super) slopes: Vec<u8>,
    /// For each decided unit, a factor. Those that are missing are 0.
    pub(in super::super) multipliers: Vec<f32>,
}

/// The values of a network in a part.
pub(in super::super) struct Bounded<'a> {
    graph: &'a Graph,
    units: &'a [Unit],
    values: Vec<Values>,
    lines: Vec<Vec<[Line; 2]>>,
    /// Whether all values are finite.
    is_finite: bool,
    /// Whether the part has no input.
    is_empty: bool,
}

impl<'a> Bounded<'a> {
    /// Bounds all values for the inputs of a box for which these units are decided.
    pub(in super::super) fn new(graph: &'a Graph, region: &[[f64; 2]], units: &'a [Unit]) -> Self {
        let (values, lines) = (Vec::new(), Vec::new());
        let mut part = Bounded {
            graph,
            units,
            values,
            lines,
            is_finite: true,
            is_empty: false,
        };
        for (index, node) in graph.nodes.iter().enumerate() {
            let mut values = match node.operation {
                Operation::Input => Values::new(region.to_vec()),
                _ => Values::of(node, &part.values),
            };
            for unit in units.iter().filter(|unit| unit.node == index) {
                if let Some([low, high]) = values.ends.get_mut(unit.element) {
                    match unit.is_positive {
                        true => *low = low.max(0.0),
                        false => *high = high.min(0.0),
                    }
                }
            }
            part.is_empty |= values.is_empty();
            part.is_finite &= values.is_finite();
            if !part.is_finite || part.is_empty {
                break;
            }
            part.values.push(values);
            part.lines.push(Vec::new());
            part.tighten(index);
            let own = part.lines_of(&node.operation, &mut [].iter());
            if let Some(place) = part.lines.last_mut() {
                *place = own;
            }
        }
        part
    }

    /// Tightens the elements of a sum by linear bounds, if a function is after it.
    fn tighten(&mut self, node: usize) {
        let operation = self.graph.nodes.get(node).map(|node| &node.operation);
        let is_sum = matches!(operation, Some(Operation::Affine(..) | Operation::Sum(_)));
        let (true, Some(formulas)) = (is_sum, formulas_after(self.graph, node)) else {
            return;
        };
        let is_rectified = matches!(formulas, [Formula::Rectified]);
        let is_open = |[low, high]: [f64; 2]| match is_rectified {
            true => low < 0.0 && 0.0 < high,
            false => low < high,
        };
        let mut tight = self
            .values
            .get(node)
            .map_or(Vec::new(), |values| values.ends.clone());
        let length = tight.len();
        let open = tight
            .iter_mut()
            .enumerate()
            .filter(|(_, ends)| is_open(**ends));
        for (element, ends) in open {
            let [low, high] = [1.0, -1.0].map(|sign| {
                let mut factors = vec![0.0; length];
                if let Some(factor) = factors.get_mut(element) {
                    *factor = sign;
                }
                Pass::new(self.graph, &self.values, &self.lines, &[]).least(node, factors)
            });
            *ends = [ends[0].max(low), ends[1].min(-high)];
        }
        if let Some(values) = self.values.get_mut(node) {
            values.ends = tight;
            self.is_empty |= values.is_empty();
        }
    }

    /// The lines of a node that is an elementwise function.
    fn lines_of<'b>(
        &self,
        operation: &Operation,
        slopes: &mut impl Iterator<Item = &'b u8>,
    ) -> Vec<[Line; 2]> {
        let Operation::Curve(from, formulas) = operation else {
            return Vec::new();
        };
        let inputs = self
            .values
            .get(*from)
            .map_or(&[][..], |values| &values.ends);
        let elements = formulas.iter().cycle().zip(inputs);
        elements
            .map(|(formula, ends)| {
                let slope = if is_open(*formula, *ends) {
                    slopes.next()
                } else {
                    None
                };
                lines(
                    *formula,
                    *ends,
                    slope.map(|slope| f64::from(*slope) / 255.0),
                )
            })
            .collect()
    }

    /// The rectified units whose sign is not known: the node of the function, and the element.
    pub(in super::super) fn open_units(&self) -> Vec<(usize, usize)> {
        let mut units = Vec::new();
        for (index, node) in self.graph.nodes.iter().enumerate().take(self.values.len()) {
            let Operation::Curve(from, formulas) = &node.operation else {
                continue;
            };
            let inputs = self
                .values
                .get(*from)
                .map_or(&[][..], |values| &values.ends);
            let elements = formulas.iter().cycle().zip(inputs).enumerate();
            let open = elements.filter(|(_, (formula, ends))| is_open(**formula, **ends));
            units.extend(open.map(|(element, _)| (index, element)));
        }
        units
    }

    /// Whether at least one literal of a clause holds for each input of the part.
    pub(in super::super) fn proves(&self, clause: &[Literal], hint: &Hint) -> bool {
        if self.is_empty || !self.is_finite {
            return self.is_empty;
        }
        let mut slopes = hint.slopes.iter();
        let nodes = self.graph.nodes.iter();
        let lines: Vec<_> = nodes
            .map(|node| self.lines_of(&node.operation, &mut slopes))
            .collect();
        let factors = hint.multipliers.iter().map(|factor| f64::from(*factor));
        let multipliers: Vec<_> = self.units.iter().copied().zip(factors).collect();
        let is_positive = |weights: &[f32]| self.is_positive(clause, weights, &lines, &multipliers);
        match hint.weights.is_empty() {
            true => (0..clause.len()).any(|literal| {
                let weights = (0..clause.len()).map(|other| f32::from(u8::from(other == literal)));
                is_positive(&weights.collect::<Vec<_>>())
            }),
            false => is_positive(&hint.weights),
        }
    }

    /// Whether the sum of the literals, with these weights, is positive. Then one of them is.
    fn is_positive(
        &self,
        clause: &[Literal],
        weights: &[f32],
        lines: &[Vec<[Line; 2]>],
        multipliers: &[(Unit, f64)],
    ) -> bool {
        let pairs = clause.iter().zip(weights);
        let used = pairs.filter(|(_, weight)| **weight > 0.0);
        let node = node_of(self.graph, used.clone().map(|(literal, _)| literal));
        let Some((node, values)) = node.and_then(|node| Some((node, self.values.get(node)?)))
        else {
            return false;
        };
        let mut factors = vec![0.0; values.ends.len()];
        let (mut number, mut rounded, mut terms) = (0.0, 0.0, 2.0);
        for (literal, weight) in used {
            let weight = f64::from(*weight);
            number = add_up(number, mul_up(weight, literal.place(self.graph).1));
            for (index, factor) in &literal.terms {
                let Some(sum) = factors.get_mut(*index) else {
                    return false;
                };
                let product = weight * factor;
                *sum += product;
                rounded += product.abs() * reach(values.end(*index));
                terms += 1.0;
            }
        }
        // A factor is a sum of at most this many products.
        let rounded = terms * 2.0 * f64::EPSILON * rounded;
        let least = Pass::new(self.graph, &self.values, lines, multipliers).least(node, factors);
        least > add_up(number, rounded)
    }
}

/// The node that literals are about, if it is the same for all of them.
fn node_of<'a>(graph: &Graph, literals: impl Iterator<Item = &'a Literal>) -> Option<usize> {
    let mut nodes = literals.map(|literal| literal.place(graph).0);
    let first = nodes.next()?;
    nodes.all(|node| node == first).then_some(first)
}

/// The formulas of the function after a node. Functions of several elements have none.
fn formulas_after(graph: &Graph, node: usize) -> Option<&[Formula]> {
    graph.nodes.iter().find_map(|other| match &other.operation {
        Operation::Curve(from, formulas) if *from == node => Some(formulas.as_slice()),
        Operation::Largest(from, _) | Operation::Softmax(from) if *from == node => Some(&[][..]),
        _ => None,
    })
}

/// Whether the slope of the line below a unit can be chosen.
fn is_open(formula: Formula, [low, high]: [f64; 2]) -> bool {
    formula == Formula::Rectified && low < 0.0 && 0.0 < high
}
