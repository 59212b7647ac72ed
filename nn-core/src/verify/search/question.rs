//! The search for a proof or a violation.

use alloc::vec;
use alloc::vec::Vec;
use std::sync::Arc;
use std::time::Instant;

use super::examine::{Found, Part};
use super::intervals::Bounds;
use super::property::Literal;
use super::verdict::{Unknown, Verdict};
use super::verifier::Verifier;
use crate::rng::{Random, uniform};

/// The parts that are examined before their results are read, whatever the number of threads.
const ROUND: usize = 64;
/// Random inputs that the network is run with before the search.
const TRIES: usize = 512;

/// A property of a network.
pub(super) struct Question<'a> {
    pub(super) verifier: &'a Verifier<'a>,
    pub(super) clauses: Vec<Vec<Literal>>,
}

impl Question<'_> {
    /// Runs the network with random inputs of the region.
    pub(super) fn attack(&self, region: &Bounds) -> Option<Vec<f32>> {
        let mut rng = Random::seed(1);
        (0..TRIES).find_map(|_| {
            let input = region.pairs().map(|[low, high]| {
                let share = f64::from(uniform(&mut rng, 0.0, 1.0));
                ((low + share * (high - low)) as f32).clamp(low as f32, high as f32)
            });
            self.violation(input.collect())
        })
    }

    pub(super) fn search(&self, region: Bounds) -> Verdict {
        let began = Instant::now();
        let first = Part {
            region,
            known: Arc::default(),
            open: (0..self.clauses.len()).collect(),
        };
        let (mut stack, mut parts) = (vec![first], 0);
        while !stack.is_empty() {
            let limits = [
                (parts >= self.verifier.most_parts, Unknown::Parts),
                (
                    self.verifier
                        .most_time
                        .is_some_and(|most| began.elapsed() > most),
                    Unknown::Time,
                ),
            ];
            if let Some((_, reason)) = limits.into_iter().find(|(is_reached, _)| *is_reached) {
                return Verdict::Unknown { parts, reason };
            }
            let round = stack.split_off(stack.len().saturating_sub(ROUND));
            parts += round.len();
            for found in self.examine_all(&round) {
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
}
