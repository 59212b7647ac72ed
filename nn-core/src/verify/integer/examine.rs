//! One part of a region of integers: a proof, a counterexample, or two smaller parts.

use alloc::vec;
use alloc::vec::Vec;
use std::sync::Arc;

use super::super::property::Literal;
use super::super::search::Unknown;
use super::backward::Workspace;
use super::finish::Range;
use super::graph::Operation;
use super::question::Question;
use super::softmax;
use super::state::State;

/// A part of the region.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) region: Vec<Range>,
    /// What is known about the values of the network in a larger part.
    pub(super) known: Arc<State>,
    /// The clauses that are not proved.
    pub(super) open: Vec<usize>,
}

/// What was found about a part.
#[derive(Debug)]
pub(super) enum Found {
    Proof,
    Violation(Vec<f32>),
    Split([Part; 2]),
    Nothing(Unknown),
}

/// How far a literal is from a proof, and the factors of the inputs in its linear bound.
#[derive(Debug, Clone)]
struct Bound {
    least: f64,
    factors: Vec<f64>,
}

/// The network is run with all inputs of a part that has at most this many.
const FEW: usize = 64;

impl Question<'_> {
    pub(super) fn examine(&self, part: &Part, workspace: &mut Workspace) -> Found {
        if let Some(found) = self.exhaust(&part.region) {
            return found;
        }
        let state = State::new(self.graph, &part.region, &part.known, workspace);
        let mut open = Vec::new();
        let mut worst: Option<Bound> = None;
        for clause in &part.open {
            let Some(best) = self.best(*clause, &state, workspace) else {
                continue;
            };
            if best.least > 0.0 {
                continue;
            }
            open.push(*clause);
            if worst.as_ref().is_none_or(|worst| best.least < worst.least) {
                worst = Some(best);
            }
        }
        let Some(worst) = worst else {
            return Found::Proof;
        };
        if let Some(input) = self.attempt(&part.region, &worst.factors) {
            return Found::Violation(input);
        }
        match halves(part, &Arc::new(state), &open, &worst.factors) {
            Some(halves) => Found::Split(halves),
            None => Found::Nothing(Unknown::Point),
        }
    }

    /// Runs the network with all inputs, if there are few.
    fn exhaust(&self, region: &[Range]) -> Option<Found> {
        let widths = region.iter().map(|[low, high]| (high - low + 1) as usize);
        let count = widths.fold(1, usize::saturating_mul);
        if count > FEW {
            return None;
        }
        let mut input: Vec<i8> = Vec::with_capacity(region.len());
        for index in 0..count {
            input.clear();
            let mut rest = index;
            for [low, high] in region {
                let width = (high - low + 1) as usize;
                input.push((low + (rest % width) as i32) as i8);
                rest /= width;
            }
            let outputs = (self.runs.integers)(&input)?;
            match self.holds(&outputs) {
                Some(true) => {}
                Some(false) => {
                    let violation = self.violation(&input);
                    return Some(
                        violation.map_or(Found::Nothing(Unknown::Point), Found::Violation),
                    );
                }
                None => return Some(Found::Nothing(Unknown::Point)),
            }
        }
        Some(Found::Proof)
    }

    /// The literal of a clause with the greatest lower bound.
    fn best(&self, clause: usize, state: &State, workspace: &mut Workspace) -> Option<Bound> {
        let mut best: Option<Bound> = None;
        for literal in self.clauses.get(clause)? {
            let least = self.lower(literal, state, workspace);
            let factors = workspace.of_inputs();
            let best = best.get_or_insert_with(|| Bound {
                least: f64::NEG_INFINITY,
                factors: vec![0.0; factors.len()],
            });
            if least > best.least {
                best.least = least;
                best.factors = factors.to_vec();
            }
        }
        best
    }

    /// A lower bound of a literal, less its number: it is positive only if the literal holds everywhere.
    fn lower(&self, literal: &Literal, state: &State, workspace: &mut Workspace) -> f64 {
        let last = self.graph.nodes.len() - 1;
        let terms = literal.terms.iter();
        let terms: Vec<(usize, f64)> = terms
            .filter_map(|(index, factor)| Some((*self.places.get(*index)?, *factor)))
            .collect();
        if literal.is_order {
            return self
                .difference(&terms, state, workspace)
                .max(order(&terms, state.of(last)));
        }
        let factor = f64::from(self.output.factor);
        let zero = f64::from(self.output.zero);
        let mut offset = -literal.number;
        let mut reach = literal.number.abs();
        let mut scaled = terms.clone();
        for (_, own) in &mut scaled {
            offset -= *own * factor * zero;
            reach += (*own * factor).abs() * 512.0;
            *own *= factor;
        }
        let by_lines = workspace.lower(self.graph, state, (last, &scaled), offset);
        // Each output is rounded to `f32`.
        let by_lines = by_lines - reach * f64::from(f32::EPSILON);
        by_lines.max(self.by_values(literal, &terms, state.of(last)))
    }

    /// The same from the ranges of the outputs.
    fn by_values(&self, literal: &Literal, terms: &[(usize, f64)], values: &[Range]) -> f64 {
        let (mut sum, mut reach) = (0.0, 0.0);
        for (index, factor) in terms {
            let Some([low, high]) = values.get(*index) else {
                return f64::NEG_INFINITY;
            };
            let end = if *factor > 0.0 { low } else { high };
            let product = factor * f64::from(self.output.to_real(*end));
            sum += product;
            reach += product.abs();
        }
        let rounded = match literal.is_exact() {
            true => 0.0,
            false => (terms.len() + 1) as f64 * f64::EPSILON * reach,
        };
        // The sign of a difference is that of the exact difference.
        sum - rounded - literal.number
    }

    /// A lower bound of the difference of two outputs. The order of the inputs of softmax is that of the outputs, unless both are
    /// rounded to the same number.
    fn difference(&self, terms: &[(usize, f64)], state: &State, workspace: &mut Workspace) -> f64 {
        let last = self.graph.nodes.len() - 1;
        let Some(Operation::Softmax(from, exponents)) =
            self.graph.nodes.get(last).map(|node| &node.operation)
        else {
            return workspace.lower(self.graph, state, (last, terms), 0.0);
        };
        let difference = workspace.lower(self.graph, state, (*from, terms), 0.0);
        let greater = terms.iter().find(|(_, factor)| *factor > 0.0);
        let inputs = state.of(*from);
        let [share, _] = greater.map_or([0.0; 2], |(index, _)| {
            softmax::shares(exponents, inputs, *index)
        });
        match softmax::is_above(exponents, inputs.len(), share, difference) {
            true => difference,
            // It may be that both outputs are equal.
            false => difference.min(0.0),
        }
    }

    /// Runs the network in the center, and where the linear bound is least.
    fn attempt(&self, region: &[Range], factors: &[f64]) -> Option<Vec<f32>> {
        let center: Vec<i8> = region
            .iter()
            .map(|[low, high]| low.midpoint(*high) as i8)
            .collect();
        let corner = region.iter().zip(factors);
        let corner: Vec<i8> = corner
            .map(|([low, high], factor)| (if *factor < 0.0 { *high } else { *low }) as i8)
            .collect();
        self.violation(&center).or_else(|| self.violation(&corner))
    }
}

/// The least difference of outputs within these ranges.
fn order(terms: &[(usize, f64)], values: &[Range]) -> f64 {
    let least = |(index, factor): &(usize, f64)| match values.get(*index) {
        Some([low, high]) => factor * f64::from(if *factor > 0.0 { *low } else { *high }),
        None => f64::NEG_INFINITY,
    };
    terms.iter().map(least).sum()
}

/// Splits the range on which the bound depends most. Returns `None` if all are numbers.
fn halves(part: &Part, known: &Arc<State>, open: &[usize], factors: &[f64]) -> Option<[Part; 2]> {
    let total: f64 = factors.iter().map(|factor| factor.abs()).sum();
    let least = total / (16 * factors.len().max(1)) as f64 + f64::MIN_POSITIVE;
    let influence = |(index, [low, high]): (usize, &Range)| {
        let factor = factors.get(index).copied().unwrap_or_default();
        (low < high).then_some((index, (factor.abs() + least) * f64::from(high - low)))
    };
    let candidates = part.region.iter().enumerate().filter_map(influence);
    let (index, _) = candidates.max_by(|a, b| a.1.total_cmp(&b.1))?;
    let half = |is_lower: bool| {
        let mut region = part.region.clone();
        if let Some([low, high]) = region.get_mut(index) {
            // Rounded down, so that both halves have numbers. `midpoint` rounds to 0.
            let middle = (*low + *high).div_euclid(2);
            match is_lower {
                true => *high = middle,
                false => *low = middle + 1,
            }
        }
        Part {
            region,
            known: Arc::clone(known),
            open: open.to_vec(),
        }
    };
    Some([half(false), half(true)])
}
