//! One part of a region: a proof, a counterexample, or two smaller parts.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::super::certificate::Hint;
use super::backward::Workspace;
use super::clause::{Best, Bounded};
use super::group::Group;
use super::intervals::Bounds;
use super::part::{Part, Split, middle};
use super::question::Question;
use super::relaxation::Relaxation;
use super::state::{Known, State, Unbounded};
use super::units::rectified;
use super::verdict::Unknown;
use super::workers::on_threads;

/// What was found about a part.
#[derive(Debug)]
pub(super) enum Found {
    /// With what the checker of certificates needs.
    Proof(Hint),
    Violation(Vec<f32>),
    Split {
        split: Split,
        halves: Box<[Part; 2]>,
        /// The lower bound of the worst clause.
        least: f64,
    },
    Nothing(Unknown),
}

/// Inputs with more elements than this are split last: units are split first.
const MOST_INPUTS: usize = 16;
/// How much the area between the lines of a unit counts.
const AREA: f64 = 1e-3;

impl Question<'_> {
    /// Examines parts on all processors. The results are in order.
    pub(super) fn examine_all(&self, parts: &[Part], threads: usize) -> Vec<Found> {
        on_threads(parts, threads, |parts| {
            let mut workspace = Workspace::default();
            let found = parts.iter().map(|part| self.examine(part, &mut workspace));
            found.collect()
        })
    }

    fn examine(&self, part: &Part, workspace: &mut Workspace) -> Found {
        let known = Known {
            bounds: &part.known,
            changed: part.changed,
        };
        let state = match State::new(self.graph, part.region.clone(), known, workspace) {
            Ok(state) => state,
            Err(reason) => return self.without_bounds(part, reason),
        };
        let mut bounded = Bounded::new(self.graph, part, state, workspace);
        let (mut open, mut hint) = (Vec::new(), Hint::default());
        let mut worst: Option<(usize, Best)> = None;
        for (clause, before) in &part.open {
            let best = bounded.best(&self.groups(*clause), before);
            if let Some(found) = self.proof(part, *clause, &best) {
                hint = found;
                continue;
            }
            open.push((*clause, best.relaxation.clone()));
            if worst
                .as_ref()
                .is_none_or(|(_, worst)| best.least < worst.least)
            {
                worst = Some((*clause, best));
            }
        }
        match worst {
            None => Found::Proof(hint),
            Some((clause, worst)) => self.not_proved(bounded, clause, &worst, &open),
        }
    }

    /// What the checker needs, if the clause is proved: nothing if it is not asked.
    fn proof(&self, part: &Part, clause: usize, best: &Best) -> Option<Hint> {
        match (best.least > 0.0, self.is_certified) {
            (false, _) => None,
            (true, false) => Some(Hint::default()),
            (true, true) => self.hint(part, clause, Some(best)),
        }
    }

    /// Looks for a violation of a clause, and splits the part.
    fn not_proved(
        &self,
        mut bounded: Bounded<'_>,
        clause: usize,
        worst: &Best,
        open: &[(usize, Relaxation)],
    ) -> Found {
        let groups = self.groups(clause);
        let Some(group) = groups.get(worst.group) else {
            return Found::Nothing(Unknown::Point);
        };
        let part = bounded.part;
        let least = bounded.evaluate(group, &worst.relaxation);
        if let Some(input) = self.attempt(&part.region, bounded.workspace.input()) {
            return Found::Violation(input);
        }
        let Some(split) = bounded.split(group) else {
            return Found::Nothing(Unknown::Point);
        };
        let halves = part.halves(split, bounded.state.bounds, open);
        Found::Split {
            split,
            halves: Box::new(halves),
            least,
        }
    }

    /// What follows if the values are not bounded.
    fn without_bounds(&self, part: &Part, reason: Unbounded) -> Found {
        let first = part.open.first().map_or(0, |(clause, _)| *clause);
        let hint = match (reason, self.is_certified) {
            (Unbounded::NotFinite, _) => None,
            (Unbounded::Empty, false) => Some(Hint::default()),
            (Unbounded::Empty, true) => self.hint(part, first, None),
        };
        if let Some(hint) = hint {
            return Found::Proof(hint);
        }
        let Some(split) = part.widest(&[]) else {
            return Found::Nothing(Unknown::NotFinite);
        };
        let halves = part.halves(split, part.known.to_vec(), &part.open);
        Found::Split {
            split,
            halves: Box::new(halves),
            least: f64::NEG_INFINITY,
        }
    }

    /// Runs the network in the center, and where the linear bound is least.
    fn attempt(&self, region: &Bounds, factors: &[f64]) -> Option<Vec<f32>> {
        let center = region.pairs().map(|[low, high]| middle(low, high));
        let corner = region.pairs().enumerate().map(|(index, [low, high])| {
            match factors.get(index).is_some_and(|factor| *factor < 0.0) {
                true => high as f32,
                false => low as f32,
            }
        });
        let center = self.violation(center.collect());
        center.or_else(|| self.violation(corner.collect()))
    }
}

impl Bounded<'_> {
    /// How to split the part, if the bound that was just computed does not suffice.
    fn split(&self, group: &Group<'_>) -> Option<Split> {
        let inputs = self.part.region.low.len();
        let unit = || {
            if inputs > MOST_INPUTS {
                self.unit(group)
            } else {
                None
            }
        };
        unit().or_else(|| {
            let influence = self.state.influence(self.graph, self.workspace);
            self.part.widest(&influence)
        })
    }

    /// The unit whose lines lose most where the bound is least.
    fn unit(&self, group: &Group<'_>) -> Option<Split> {
        let values = self.state.primal(self.graph, group.node, self.workspace);
        let mut best: Option<(f64, Split)> = None;
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let Some(from) = rectified(&node.operation) else {
                continue;
            };
            let (Some(lines), Some(inputs)) = (self.state.lines.get(index), values.get(from))
            else {
                continue;
            };
            let factors = self.workspace.factors_of(index);
            for (element, low, high) in self.state.open_units(from) {
                let (Some(factor), Some(z)) = (factors.get(element), inputs.get(element)) else {
                    continue;
                };
                let side = if *factor < 0.0 {
                    &lines.above
                } else {
                    &lines.below
                };
                let Some(line) = side.get(element) else {
                    continue;
                };
                // What the lines lose where the bound is least, and a little of the area between them.
                let by_value = (line.slope * z + line.at - z.max(0.0)).abs();
                let loss = by_value + AREA * -low * high / (high - low);
                let score = factor.abs() * loss;
                if score > 0.0 && best.as_ref().is_none_or(|(best, _)| score > *best) {
                    best = Some((score, Split::Unit(from, element)));
                }
            }
        }
        best.map(|(_, split)| split)
    }
}
