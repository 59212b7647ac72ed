//! The bounds of one operation, from those of its operands.

use alloc::vec;
use alloc::vec::Vec;

use super::super::curve::{Error, range, softmax_error};
use super::super::graph::{Node, Operation, Rows, stride};
use super::super::rounding::gamma_f64;
use super::sums::{Sums, sums};
use crate::activation::Formula;
use crate::math::constant::exp;

/// What the elements of a value can be.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Bounds {
    pub(super) low: Vec<f64>,
    pub(super) high: Vec<f64>,
    /// How far an element can be from the exact sum of its operands, including what is rounded where linear bounds pass it.
    pub(super) slack: Vec<f64>,
}

/// The largest absolute value of a partial sum in `f32` that surely does not overflow.
pub(super) const LARGEST: f64 = f32::MAX as f64 / 2.0;

/// More than the sums that other operations add to a factor of an element that several of them read.
const OTHERS: usize = 1 << 16;

/// More than the few roundings of a factor, relative to the factor.
const ROUNDED: f64 = 4.0 * f64::EPSILON;

impl Bounds {
    pub(super) fn new(low: Vec<f64>, high: Vec<f64>) -> Self {
        let slack = vec![0.0; low.len()];
        Bounds { low, high, slack }
    }

    fn from_pairs(pairs: impl Iterator<Item = [f64; 2]>) -> Self {
        let (low, high) = pairs.map(|[low, high]| (low, high)).unzip();
        Bounds::new(low, high)
    }

    pub(super) fn get(&self, index: usize) -> [f64; 2] {
        match (self.low.get(index), self.high.get(index)) {
            (Some(low), Some(high)) => [*low, *high],
            _ => [f64::NEG_INFINITY, f64::INFINITY],
        }
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = [f64; 2]> {
        self.low
            .iter()
            .zip(&self.high)
            .map(|(low, high)| [*low, *high])
    }

    /// Adds to the slack what is rounded where a factor of an element is computed. It gets [`stride`] numbers.
    pub(super) fn seal(&mut self) {
        let elements = self.low.iter().zip(&self.high);
        for (slack, (low, high)) in self.slack.iter_mut().zip(elements) {
            *slack += ROUNDED * low.abs().max(high.abs());
        }
        self.slack.resize(stride(self.slack.len()), 0.0);
    }

    /// Restricts an element to numbers that are at least 0, or at most 0.
    pub(super) fn decide(&mut self, element: usize, is_positive: bool) {
        let ends = (self.low.get_mut(element), self.high.get_mut(element));
        match ends {
            (Some(low), _) if is_positive => *low = low.max(0.0),
            (_, Some(high)) if !is_positive => *high = high.min(0.0),
            _ => {}
        }
    }

    /// Whether no value is within the bounds.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs().any(|[low, high]| low > high)
    }

    pub(super) fn is_finite(&self) -> bool {
        self.pairs().flatten().all(f64::is_finite)
    }

    /// The bounds of the output of a node whose operands have these bounds.
    pub(super) fn of(node: &Node, all: &[Bounds]) -> Self {
        let nothing = Bounds::default();
        let operand = |index: &usize| all.get(*index).unwrap_or(&nothing);
        match &node.operation {
            Operation::Input => nothing,
            Operation::Affine(from, rows) => affine(rows, operand(from)),
            Operation::Curve(from, formulas) => curve(formulas, operand(from)),
            Operation::Sum([first, second]) => add(operand(first), operand(second)),
            Operation::Product([first, second]) => {
                Bounds::of_product(operand(first), operand(second))
            }
            Operation::Blend(blend) => {
                let operands = [&blend.gate, &blend.closed, &blend.open];
                Bounds::of_blend(blend, operands.map(operand))
            }
            Operation::Join(parts) => {
                Bounds::from_pairs(parts.iter().flat_map(|part| operand(part).pairs()))
            }
            Operation::Largest(from, windows) => largest(windows, operand(from)),
            Operation::Softmax(from) => softmax(operand(from)),
            Operation::InverseRoot(from, epsilon) => {
                Bounds::of_inverse_root(*epsilon, operand(from))
            }
            Operation::Within(from, bounds) => within(bounds, operand(from)),
        }
    }
}

pub(super) fn center([low, high]: [f64; 2]) -> f64 {
    0.5 * (low + high)
}

/// The distance of the center to the farther end, rounded up. Of a point it is 0, not the smallest number, with which processors
/// compute slowly.
pub(super) fn radius([low, high]: [f64; 2]) -> f64 {
    if low == high {
        return 0.0;
    }
    let center = center([low, high]);
    (high - center).max(center - low).next_up()
}

fn affine(rows: &Rows, operand: &Bounds) -> Bounds {
    let values = |of: fn([f64; 2]) -> f64| {
        let mut values: Vec<f64> = operand.pairs().map(of).collect();
        values.resize(stride(values.len()), 0.0);
        values
    };
    let centers = values(center);
    let radii = values(radius);
    let reaches = values(|[low, high]| low.abs().max(high.abs()));
    let rounded = gamma_f64(2 * rows.inputs() + rows.len() + OTHERS);
    let mut bounds = Bounds::default();
    for (index, bias) in rows.bias().iter().enumerate().take(rows.len()) {
        let Sums {
            center,
            radius,
            reach,
        } = sums(rows, index, [&centers, &radii, &reaches]);
        let slack = rows.error(index, reach) + rounded * (reach + rows.constants(index));
        let is_bounded = reach + rows.constants(index) < LARGEST;
        let (center, radius) = match is_bounded {
            true => (center + bias, (radius + slack).next_up()),
            false => (0.0, f64::INFINITY),
        };
        bounds.low.push((center - radius).next_down());
        bounds.high.push((center + radius).next_up());
        bounds.slack.push(slack);
    }
    bounds
}

fn curve(formulas: &[Formula], operand: &Bounds) -> Bounds {
    let formulas = formulas.iter().cycle();
    Bounds::from_pairs(formulas.zip(operand.pairs()).map(|(formula, pair)| {
        let error = Error::of(*formula);
        let [low, high] = range(*formula, pair);
        let ends = [low - error.at(low), high + error.at(high)];
        match ends.iter().all(|end| end.abs() <= f64::from(f32::MAX)) {
            true => ends,
            // a slope above 1 can overflow
            false => [f64::NEG_INFINITY, f64::INFINITY],
        }
    }))
}

fn add(first: &Bounds, second: &Bounds) -> Bounds {
    let mut bounds = Bounds::default();
    for (a, b) in first.pairs().zip(second.pairs()) {
        let [low, high] = [a[0] + b[0], a[1] + b[1]];
        let reach = low.abs().max(high.abs());
        let slack = match reach < LARGEST {
            true => reach * f64::from(f32::EPSILON),
            false => f64::INFINITY,
        };
        bounds.low.push(low - slack);
        bounds.high.push(high + slack);
        bounds.slack.push(slack);
    }
    bounds
}

fn largest(windows: &[Vec<usize>], operand: &Bounds) -> Bounds {
    let none = [f64::NEG_INFINITY; 2];
    Bounds::from_pairs(windows.iter().map(|window| {
        let elements = window.iter().map(|index| operand.get(*index));
        elements.fold(none, |[low, high], x| [low.max(x[0]), high.max(x[1])])
    }))
}

/// An output is the greatest if its input is the greatest and the others are the least.
fn softmax(operand: &Bounds) -> Bounds {
    let all: Vec<[f64; 2]> = operand.pairs().collect();
    let least = operand.low.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = operand
        .high
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let error = softmax_error(all.len(), greatest - least);
    let share = |at: usize, x: f64, side: usize| {
        let others = all.iter().enumerate().filter(|(index, _)| *index != at);
        let sum: f64 = others
            .filter_map(|(_, other)| other.get(side))
            .map(|other| exp(other - x))
            .sum();
        1.0 / (1.0 + sum)
    };
    Bounds::from_pairs(all.iter().enumerate().map(|(index, [low, high])| {
        let (low, high) = (share(index, *low, 1), share(index, *high, 0));
        [low * (1.0 - error) - 1e-37, high * (1.0 + error) + 1e-37]
    }))
}

/// Both bounds hold.
fn within(bounds: &[[f64; 2]], operand: &Bounds) -> Bounds {
    let pairs = bounds.iter().zip(operand.pairs());
    Bounds::from_pairs(pairs.map(|([low, high], x)| [low.max(x[0]), high.min(x[1])]))
}
