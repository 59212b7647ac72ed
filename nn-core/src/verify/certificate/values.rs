//! The bounds of one operation, from those of its operands.

use alloc::vec;
use alloc::vec::Vec;

use super::super::curve::{Error, range, softmax_error};
use super::super::graph::{Node, Operation, Rows};
use super::super::rounding::gamma_f64;
use super::directed::{add_down, add_up, mul_up, reach};
use crate::activation::Formula;
use crate::math::constant::exp;

/// What the elements of a value can be.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    /// For each element, its least and its greatest number.
    pub(super) ends: Vec<[f64; 2]>,
    /// How far an element can be from the exact function of its operands, and how much a linear bound can round where it passes the
    /// element, relative to the factor of the element.
    pub(super) slack: Vec<f64>,
}

/// Half of the largest number of `f32`: sums whose terms are smaller do not overflow.
const LARGEST: f64 = f32::MAX as f64 / 2.0;
/// Nothing is known.
const ANY: [f64; 2] = [f64::NEG_INFINITY, f64::INFINITY];

impl Values {
    pub(super) fn new(ends: Vec<[f64; 2]>) -> Self {
        let slack = vec![0.0; ends.len()];
        Values { ends, slack }
    }

    pub(super) fn end(&self, element: usize) -> [f64; 2] {
        self.ends.get(element).copied().unwrap_or(ANY)
    }

    pub(super) fn is_finite(&self) -> bool {
        self.ends.iter().flatten().all(|end| end.is_finite())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.iter().any(|[low, high]| low > high)
    }

    /// The values of a node, from those of the nodes before it.
    pub(super) fn of(node: &Node, all: &[Values]) -> Values {
        let nothing = Values::default();
        let operand = |index: &usize| all.get(*index).unwrap_or(&nothing);
        match &node.operation {
            Operation::Input => nothing,
            Operation::Affine(from, rows) => affine(rows, operand(from)),
            Operation::Curve(from, formulas) => {
                let elements = formulas.iter().cycle().zip(&operand(from).ends);
                Values::new(
                    elements
                        .map(|(formula, ends)| function(*formula, *ends))
                        .collect(),
                )
            }
            Operation::Sum([first, second]) => sum(operand(first), operand(second)),
            Operation::Join(parts) => Values::new(
                parts
                    .iter()
                    .flat_map(|part| &operand(part).ends)
                    .copied()
                    .collect(),
            ),
            Operation::Largest(from, windows) => {
                let largest = |window: &Vec<usize>| {
                    let elements = window.iter().map(|element| operand(from).end(*element));
                    elements.fold([f64::NEG_INFINITY; 2], |a, b| {
                        [a[0].max(b[0]), a[1].max(b[1])]
                    })
                };
                Values::new(windows.iter().map(largest).collect())
            }
            Operation::Softmax(from) => Values::new(softmax(&operand(from).ends)),
            Operation::Within(from, bounds) => {
                let pairs = operand(from).ends.iter().zip(bounds);
                let ends = pairs.map(|(a, b)| [a[0].max(b[0]), a[1].min(b[1])]);
                // The bounds hold for finite elements.
                let is_finite = operand(from).is_finite();
                Values::new(
                    ends.map(|ends| if is_finite { ends } else { ANY })
                        .collect(),
                )
            }
            // They are not bounded, so nothing is proved about a network with them.
            Operation::Product(_) | Operation::Blend(_) | Operation::InverseRoot(..) => {
                Values::new(vec![ANY; node.length])
            }
        }
    }
}

/// Each sum of products, as the kernels compute it.
fn affine(rows: &Rows, operand: &Values) -> Values {
    let mut values = Values::default();
    // Of the sums here, and of the factors that a linear bound computes with the columns.
    let relative = gamma_f64(rows.inputs() + rows.len() + 8);
    for (row, bias) in rows.bias().iter().enumerate().take(rows.len()) {
        let (columns, weights) = rows.row(row);
        let (mut low, mut high, mut size) = (*bias, *bias, rows.constants(row));
        for (column, weight) in columns.iter().zip(weights) {
            let ends = operand.end(*column);
            let [least, greatest] = if *weight < 0.0 {
                [ends[1], ends[0]]
            } else {
                ends
            };
            low += weight * least;
            high += weight * greatest;
            size += weight.abs() * reach(ends);
        }
        let slack = mul_up(rows.error(row, size) + relative * size, 1.0 + 1e-9);
        values.slack.push(slack);
        values.ends.push(match size < LARGEST {
            true => [add_down(low, -slack), add_up(high, slack)],
            false => ANY,
        });
    }
    values
}

/// The outputs of an activation, as it is computed in `f32`.
fn function(formula: Formula, ends: [f64; 2]) -> [f64; 2] {
    let error = Error::of(formula);
    let [low, high] = range(formula, ends);
    let ends = [low - error.at(low), high + error.at(high)];
    // A slope above 1 can overflow.
    if reach(ends) <= f64::from(f32::MAX) {
        ends
    } else {
        ANY
    }
}

fn sum(first: &Values, second: &Values) -> Values {
    let mut values = Values::default();
    for (a, b) in first.ends.iter().zip(&second.ends) {
        let ends = [a[0] + b[0], a[1] + b[1]];
        let slack = reach(ends) * f64::from(f32::EPSILON);
        values.slack.push(slack);
        values.ends.push(match reach(ends) < LARGEST {
            true => [ends[0] - slack, ends[1] + slack],
            false => ANY,
        });
    }
    values
}

/// An output is the greatest if its input is the greatest and the others are the least.
fn softmax(inputs: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let least = inputs
        .iter()
        .map(|ends| ends[0])
        .fold(f64::INFINITY, f64::min);
    let greatest = inputs
        .iter()
        .map(|ends| ends[1])
        .fold(f64::NEG_INFINITY, f64::max);
    let error = softmax_error(inputs.len(), greatest - least);
    let share = |element: usize, x: f64, side: usize| {
        let others = inputs
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != element);
        let others = others.filter_map(|(_, ends)| ends.get(side));
        1.0 / (1.0 + others.map(|other| exp(other - x)).sum::<f64>())
    };
    let outputs = inputs.iter().enumerate().map(|(element, [low, high])| {
        let (low, high) = (share(element, *low, 1), share(element, *high, 0));
        // Exponentials that underflow are smaller than the last term.
        [low * (1.0 - error) - 1e-37, high * (1.0 + error) + 1e-37]
    });
    outputs.collect()
}
