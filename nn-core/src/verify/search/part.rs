//! A part of the region, and how it is split.

use alloc::vec::Vec;
use std::sync::Arc;

use super::super::unit::Unit;
use super::intervals::Bounds;
use super::relaxation::Relaxation;

/// A part of the region: a box, and units whose sign is decided.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its place in the tree of the parts.
    pub(super) place: usize,
    pub(super) region: Bounds,
    pub(super) decided: Vec<Unit>,
    /// What is known about the values of the network in a larger part.
    pub(super) known: Arc<Vec<Bounds>>,
    /// The first node about which more may be known in this part.
    pub(super) changed: usize,
    /// The clauses that are not proved, and what was best for them in the larger part.
    pub(super) open: Vec<(usize, Relaxation)>,
}

/// How a part is split.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Split {
    /// An interval of the input, at a number.
    Input(usize, f32),
    /// A unit: its input is at least 0, or at most 0.
    Unit(usize, usize),
}

/// A wide interval is split if the output seems to depend on none.
const LEAST_INFLUENCE: f64 = 1e-9;

impl Part {
    /// The whole region.
    pub(super) fn whole(region: Bounds, clauses: usize) -> Self {
        Part {
            place: 0,
            region,
            decided: Vec::new(),
            known: Arc::default(),
            changed: 0,
            open: (0..clauses)
                .map(|clause| (clause, Relaxation::default()))
                .collect(),
        }
    }

    /// The interval with the most influence, and the number in its middle. Returns `None` if no interval has a number between its ends.
    pub(super) fn widest(&self, influence: &[f64]) -> Option<Split> {
        let middle_of = |(index, [low, high]): (usize, [f64; 2])| {
            let at = middle(low, high);
            let is_between = low < f64::from(at) && f64::from(at) < high;
            let factor = influence.get(index).copied().unwrap_or_default();
            is_between.then_some((index, at, factor + LEAST_INFLUENCE * (high - low)))
        };
        let candidates = self.region.pairs().enumerate().filter_map(middle_of);
        let (index, at, _) = candidates.max_by(|a, b| a.2.total_cmp(&b.2))?;
        Some(Split::Input(index, at))
    }

    /// The two parts: of less, and of more. `known` has the bounds of this part.
    pub(super) fn halves(
        &self,
        split: Split,
        known: Vec<Bounds>,
        open: &[(usize, Relaxation)],
    ) -> [Part; 2] {
        match split {
            Split::Input(index, at) => self.halves_of_input(index, at, known, open),
            Split::Unit(node, element) => [false, true].map(|is_positive| {
                let unit = Unit {
                    node,
                    element,
                    is_positive,
                };
                self.with_decided(unit, known.clone(), open.to_vec())
            }),
        }
    }

    fn halves_of_input(
        &self,
        index: usize,
        at: f32,
        known: Vec<Bounds>,
        open: &[(usize, Relaxation)],
    ) -> [Part; 2] {
        let known = Arc::new(known);
        let half = |is_lower: bool| {
            let mut region = self.region.clone();
            let ends = if is_lower {
                &mut region.high
            } else {
                &mut region.low
            };
            if let Some(end) = ends.get_mut(index) {
                *end = f64::from(at);
            }
            Part {
                place: 0,
                region,
                decided: self.decided.clone(),
                known: Arc::clone(&known),
                changed: 0,
                open: open.to_vec(),
            }
        };
        [half(true), half(false)]
    }

    fn with_decided(
        &self,
        unit: Unit,
        mut known: Vec<Bounds>,
        open: Vec<(usize, Relaxation)>,
    ) -> Part {
        if let Some(bounds) = known.get_mut(unit.node) {
            bounds.decide(unit.element, unit.is_positive);
        }
        let mut decided = self.decided.clone();
        decided.push(unit);
        Part {
            place: 0,
            region: self.region.clone(),
            decided,
            known: Arc::new(known),
            changed: unit.node + 1,
            open,
        }
    }
}

/// The number of `f32` in the middle.
pub(super) fn middle(low: f64, high: f64) -> f32 {
    ((0.5 * (low + high)) as f32).clamp(low as f32, high as f32)
}
