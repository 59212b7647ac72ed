//! The bound of one clause in one part, which is improved until it is positive or does not seem to become it.

use alloc::vec;
use alloc::vec::Vec;

use super::super::graph::Graph;
use super::backward::{Multiplier, Target, Workspace, lower};
use super::group::{Group, Sum};
use super::part::Part;
use super::relaxation::{Gradient, Relaxation};
use super::state::State;
use super::units::{rectified, rectified_after};

/// The greatest lower bound that was found for a clause.
#[derive(Debug, Clone)]
pub(super) struct Best {
    pub(super) least: f64,
    pub(super) relaxation: Relaxation,
    /// The place of the group.
    pub(super) group: usize,
}

impl Best {
    /// Nothing is proved.
    const NOTHING: Self = Best {
        least: f64::NEG_INFINITY,
        relaxation: Relaxation {
            weights: Vec::new(),
            slopes: Vec::new(),
            multipliers: Vec::new(),
        },
        group: 0,
    };
}

/// A part whose values are bounded.
pub(super) struct Bounded<'a> {
    pub(super) graph: &'a Graph,
    pub(super) part: &'a Part,
    pub(super) state: State,
    /// The slopes of the lines that enclose the smallest areas.
    pub(super) slopes: Vec<Vec<f64>>,
    pub(super) workspace: &'a mut Workspace,
}

impl<'a> Bounded<'a> {
    pub(super) fn new(
        graph: &'a Graph,
        part: &'a Part,
        state: State,
        workspace: &'a mut Workspace,
    ) -> Self {
        let slopes = graph.nodes.iter().zip(&state.lines).map(|(node, lines)| {
            match rectified(&node.operation) {
                Some(_) => lines.below.slopes.clone(),
                None => Vec::new(),
            }
        });
        Bounded {
            graph,
            part,
            slopes: slopes.collect(),
            state,
            workspace,
        }
    }

    /// The best bound of a clause. It begins with what was best in the larger part. A clause without literals is never true.
    pub(super) fn best(&mut self, groups: &[Group<'_>], before: &Relaxation) -> Best {
        let mut best = Best::NOTHING;
        for (place, group) in groups.iter().enumerate() {
            let mut found = self.start(group, before);
            found.group = place;
            if found.least <= 0.0 {
                self.improve(group, &mut found);
            }
            if found.least > best.least || place == 0 {
                best = found;
            }
        }
        best
    }

    /// The best of: each literal with the usual lines, and the choices of the larger part.
    fn start(&mut self, group: &Group<'_>, before: &Relaxation) -> Best {
        let count = group.literals.len();
        let mut best = Best::NOTHING;
        let mut consider = |own: &mut Self, relaxation: Relaxation| {
            let least = own.evaluate(group, &relaxation);
            if least > best.least || best.relaxation.weights.is_empty() {
                (best.least, best.relaxation) = (least, relaxation);
            }
            best.least > 0.0
        };
        if before.weights.len() == count {
            let mut relaxation = before.clone();
            relaxation.multipliers.resize(self.part.decided.len(), 0.0);
            if consider(self, relaxation) {
                return best;
            }
        }
        for literal in 0..count {
            let mut weights = vec![0.0; count];
            if let Some(weight) = weights.get_mut(literal) {
                *weight = 1.0;
            }
            let relaxation = Relaxation {
                weights,
                slopes: self.slopes.clone(),
                multipliers: vec![0.0; self.part.decided.len()],
            };
            if consider(self, relaxation) {
                return best;
            }
        }
        best
    }

    fn improve(&mut self, group: &Group<'_>, best: &mut Best) {
        let mut relaxation = best.relaxation.clone();
        let mut least = self.evaluate(group, &relaxation);
        let first = least;
        for step in 0..STEPS {
            let scale = self.scale();
            let mut gradient = self.gradient(group, &relaxation);
            let missing = (MARGIN * best.least.abs() - least).max(0.0);
            relaxation.step(&mut gradient, missing, scale);
            least = self.evaluate(group, &relaxation);
            if least > best.least {
                (best.least, best.relaxation) = (least, relaxation.clone());
            }
            let is_slow = step == 2 && best.least - first < LEAST_GAIN * -first;
            if best.least > 0.0 || is_slow || !least.is_finite() {
                return;
            }
        }
    }

    /// A lower bound of the sum of the literals, less their numbers.
    pub(super) fn evaluate(&mut self, group: &Group<'_>, relaxation: &Relaxation) -> f64 {
        self.state.set_slopes(self.graph, &relaxation.slopes);
        let Some(bounds) = self.state.bounds.get(group.node) else {
            return f64::NEG_INFINITY;
        };
        let Sum { row, number } = group.sum(&relaxation.weights, bounds);
        let target = Target {
            node: group.node,
            rows: row,
            by_values: true,
        };
        let factors = relaxation.multipliers.iter().copied();
        let multipliers: Vec<Multiplier> = self.part.decided.iter().copied().zip(factors).collect();
        let found = lower(
            self.graph,
            &self.state,
            &target,
            &multipliers,
            self.workspace,
        );
        let least = found
            .first()
            .map_or(f64::NEG_INFINITY, |least| least - number);
        least.next_down()
    }

    /// The largest absolute factor of a decided unit: the size of a multiplier.
    fn scale(&self) -> f64 {
        let factors = self.part.decided.iter().map(|unit| {
            let after = rectified_after(self.graph, unit.node);
            let factors = after.map(|node| self.workspace.factors_of(node));
            factors
                .and_then(|factors| factors.get(unit.element))
                .map_or(0.0, |factor| factor.abs())
        });
        factors.fold(0.0, f64::max)
    }

    /// How the bound that was just computed changes with each choice.
    fn gradient(&self, group: &Group<'_>, relaxation: &Relaxation) -> Gradient {
        let values = self.state.primal(self.graph, group.node, self.workspace);
        let value = |node: usize, element: usize| {
            values
                .get(node)
                .and_then(|values| values.get(element))
                .copied()
                .unwrap_or_default()
        };
        let literals = group.literals.iter().zip(&group.numbers);
        let weights = literals.map(|(literal, number)| {
            let terms = literal.terms.iter();
            terms
                .map(|(index, factor)| factor * value(group.node, *index))
                .sum::<f64>()
                - number
        });
        let multipliers = self.part.decided.iter();
        let multipliers = multipliers.map(|unit| -unit.sign() * value(unit.node, unit.element));
        let slopes = self.graph.nodes.iter().enumerate().zip(&relaxation.slopes);
        let slopes = slopes.map(|((index, node), slopes)| {
            let Some(from) = rectified(&node.operation) else {
                return Vec::new();
            };
            let factors = self.workspace.factors_of(index);
            let mut own = vec![0.0; slopes.len()];
            for (element, _, _) in self.state.open_units(from) {
                if let (Some(own), Some(factor)) = (own.get_mut(element), factors.get(element)) {
                    *own = factor.max(0.0) * value(from, element);
                }
            }
            own
        });
        Relaxation {
            weights: weights.collect(),
            slopes: slopes.collect(),
            multipliers: multipliers.collect(),
        }
    }
}

/// The most steps that improve a bound.
const STEPS: usize = 4;
/// The bound is to become this share of what is missing at first.
const MARGIN: f64 = 0.05;
/// The share of what is missing that the first steps must gain.
const LEAST_GAIN: f64 = 0.1;
