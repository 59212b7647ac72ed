//! Branch and bound: parts of the region are examined, and split where nothing was found.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;
use std::sync::Arc;
use std::time::Instant;

use super::examine::{Found, Part};
use super::intervals::Bounds;
use super::question::Question;
use super::verdict::{Unknown, Verdict};
use crate::rng::{Random, uniform};

/// The parts that are examined before their results are read, whatever the number of threads.
const ROUND: usize = 64;
/// Random inputs that the network is run with if the whole region is not proved at once.
const TRIES: usize = 512;

/// When a search ends.
#[derive(Debug, Clone, Copy)]
pub(in crate::verify) struct Limits {
    pub(in crate::verify) parts: usize,
    pub(in crate::verify) time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            parts: 1_000_000,
            time: None,
        }
    }
}

impl Limits {
    pub(in crate::verify) fn reached(self, parts: usize, began: Instant) -> Option<Unknown> {
        if parts >= self.parts {
            return Some(Unknown::Parts);
        }
        let is_late = self.time.is_some_and(|most| began.elapsed() > most);
        is_late.then_some(Unknown::Time)
    }
}

/// Looks for a proof and for a violation.
pub(super) fn search(question: &Question<'_>, region: &Bounds, limits: Limits) -> Verdict {
    let began = Instant::now();
    let first = Part {
        region: region.clone(),
        known: Arc::default(),
        open: (0..question.clauses.len()).collect(),
    };
    let (mut stack, mut parts) = (vec![first], 0);
    while !stack.is_empty() {
        if let Some(reason) = limits.reached(parts, began) {
            return Verdict::Unknown { parts, reason };
        }
        let round = stack.split_off(stack.len().saturating_sub(ROUND));
        let all = question.examine_all(&round);
        // An attack takes longer than one part, so a proof of the whole region comes first.
        if parts == 0
            && !matches!(all[..], [Found::Proof | Found::Violation(_)])
            && let Some(input) = attack(question, region)
        {
            return Verdict::Counterexample(input);
        }
        parts += round.len();
        for found in all {
            match found {
                Found::Proof => {}
                Found::Violation(input) => return Verdict::Counterexample(input),
                Found::Split(halves) => stack.extend(halves),
                Found::Nothing(reason) => return Verdict::Unknown { parts, reason },
            }
        }
    }
    Verdict::Proved { parts }
}

/// Runs the network with random inputs of the region.
fn attack(question: &Question<'_>, region: &Bounds) -> Option<Vec<f32>> {
    let mut rng = Random::seed(1);
    (0..TRIES).find_map(|_| {
        let input = region.pairs().map(|[low, high]| {
            let share = f64::from(uniform(&mut rng, 0.0, 1.0));
            ((low + share * (high - low)) as f32).clamp(low as f32, high as f32)
        });
        question.violation(input.collect())
    })
}
