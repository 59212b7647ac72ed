//! One part of a region: a proof, a counterexample, or two smaller parts.

use alloc::vec;
use alloc::vec::Vec;
use std::sync::Arc;
use std::thread;

use super::backward::{Target, Workspace, lower, row};
use super::intervals::Bounds;
use super::question::Question;
use super::state::State;
use super::verdict::Unknown;

/// A part of the region.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) region: Bounds,
    /// What is known about the values of the network in a larger part.
    pub(super) known: Arc<Vec<Bounds>>,
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

/// A lower bound of a literal, less its number, as a linear function of the input.
#[derive(Debug, Clone, Default)]
struct Bound {
    least: f64,
    /// The factors of the inputs.
    corner: Vec<f64>,
    /// The largest absolute factors of the inputs in all literals.
    influence: Vec<f64>,
}

/// What two inputs of softmax must differ by, so that the outputs differ: their exponentials differ by more than both can be rounded.
const SOFTMAX_MARGIN: f64 = 1.0 / (1 << 20) as f64;
/// A wide interval is split if the output seems to depend on none.
const LEAST_INFLUENCE: f64 = 1e-9;

impl Question<'_> {
    /// Examines parts on all processors. The results are in order.
    pub(super) fn examine_all(&self, parts: &[Part]) -> Vec<Found> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let share = parts.len().div_ceil(threads).max(1);
        let examine = |parts: &[Part]| -> Vec<Found> {
            let mut workspace = Workspace::default();
            parts
                .iter()
                .map(|part| self.examine(part, &mut workspace))
                .collect()
        };
        if parts.len() <= share {
            return examine(parts);
        }
        thread::scope(|scope| {
            let workers: Vec<_> = parts
                .chunks(share)
                .map(|parts| scope.spawn(move || examine(parts)))
                .collect();
            let found = workers.into_iter().map(|worker| match worker.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            found.flatten().collect()
        })
    }

    fn examine(&self, part: &Part, workspace: &mut Workspace) -> Found {
        let graph = self.graph;
        let region = part.region.clone();
        let Some(state) = State::new(graph, region, &part.known, workspace) else {
            return match halves(part, &part.known, &part.open, &[]) {
                Some(halves) => Found::Split(halves),
                None => Found::Nothing(Unknown::NotFinite),
            };
        };
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
        if let Some(input) = self.attempt(&part.region, &worst.corner) {
            return Found::Violation(input);
        }
        match halves(part, &Arc::new(state.bounds), &open, &worst.influence) {
            Some(halves) => Found::Split(halves),
            None => Found::Nothing(Unknown::Point),
        }
    }

    /// The literal of a clause with the greatest lower bound.
    fn best(&self, clause: usize, state: &State, workspace: &mut Workspace) -> Option<Bound> {
        let graph = self.graph;
        let last = graph.nodes.len() - 1;
        let mut best: Option<Bound> = None;
        for literal in self.clauses.get(clause)? {
            let (node, number) = match graph.before_softmax() {
                Some(node) if literal.is_order => (node, SOFTMAX_MARGIN),
                _ => (last, literal.number),
            };
            let length = graph.nodes.get(node)?.length;
            let rows = row(length, &literal.terms);
            let by_values = true;
            let target = Target {
                node,
                rows,
                by_values,
            };
            let found = lower(graph, state, &target, workspace);
            let least = (found.first()? - number).next_down();
            let found = workspace.input();
            let best = best.get_or_insert_with(|| Bound {
                least: f64::NEG_INFINITY,
                corner: Vec::new(),
                influence: vec![0.0; found.len()],
            });
            if least > best.least {
                best.least = least;
                best.corner = found.to_vec();
                best.influence = state.influence(graph, workspace);
            }
        }
        best
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

/// The number of `f32` in the middle.
fn middle(low: f64, high: f64) -> f32 {
    ((0.5 * (low + high)) as f32).clamp(low as f32, high as f32)
}

/// Splits the interval on which the bound depends most. Returns `None` if none has a number between its ends.
fn halves(
    part: &Part,
    known: &Arc<Vec<Bounds>>,
    open: &[usize],
    factors: &[f64],
) -> Option<[Part; 2]> {
    let influence = |(index, [low, high]): (usize, [f64; 2])| {
        let at = middle(low, high);
        let is_between = low < f64::from(at) && f64::from(at) < high;
        let factor = factors.get(index).copied().unwrap_or_default();
        is_between.then_some((index, at, factor + LEAST_INFLUENCE * (high - low)))
    };
    let candidates = part.region.pairs().enumerate().filter_map(influence);
    let (index, at, _) = candidates.max_by(|a, b| a.2.total_cmp(&b.2))?;
    let half = |is_lower: bool| {
        let mut region = part.region.clone();
        let ends = if is_lower {
            &mut region.high
        } else {
            &mut region.low
        };
        if let Some(end) = ends.get_mut(index) {
            *end = f64::from(at);
        }
        Part {
            region,
            known: Arc::clone(known),
            open: open.to_vec(),
        }
    };
    Some([half(false), half(true)])
}
