//! Branch and bound: parts of the region are examined, and split where nothing was found.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;
use std::thread;
use std::time::Instant;

use super::examine::Found;
use super::intervals::Bounds;
use super::part::Part;
use super::question::Question;
use super::record::Record;
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
    /// The number of threads, or as many as there are processors.
    pub(super) threads: Option<usize>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            parts: 1_000_000,
            time: None,
            threads: None,
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

/// How far a search is.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of parts that were examined.
    pub parts: usize,
    /// The number of parts that are known and were not examined.
    pub open: usize,
    /// The lowest bound that was found in the last parts: 0 if all of them were proved.
    pub worst: f64,
    /// The time since the search began.
    pub elapsed: Duration,
}

/// What a search calls between two rounds.
pub(super) type Observer<'a> = dyn Fn(&Progress) + Sync + 'a;

/// Looks for a proof and for a violation.
pub(super) fn search(
    question: &Question<'_>,
    region: &Bounds,
    limits: Limits,
    observer: Option<&Observer<'_>>,
) -> (Verdict, Record) {
    let (began, mut record) = (Instant::now(), Record::new());
    let processors = || thread::available_parallelism().map_or(1, usize::from);
    let threads = limits.threads.unwrap_or_else(processors);
    let first = Part::whole(region.clone(), question.clauses.len());
    let (mut stack, mut parts) = (vec![first], 0);
    while !stack.is_empty() {
        if let Some(reason) = limits.reached(parts, began) {
            return (Verdict::Unknown { parts, reason }, record);
        }
        let round = stack.split_off(stack.len().saturating_sub(ROUND));
        let all = question.examine_all(&round, threads);
        // An attack takes longer than one part, so a proof of the whole region comes first.
        if parts == 0
            && !matches!(all[..], [Found::Proof(_) | Found::Violation(_)])
            && let Some(input) = attack(question, region)
        {
            return (Verdict::Counterexample(input), record);
        }
        parts += round.len();
        let mut worst = 0.0_f64;
        for (part, found) in round.iter().zip(all) {
            match found {
                Found::Proof(hint) => record.proof(part.place, hint),
                Found::Violation(input) => return (Verdict::Counterexample(input), record),
                Found::Split {
                    split,
                    mut halves,
                    least,
                } => {
                    worst = worst.min(least);
                    record.split(part.place, split, &mut halves);
                    let [first, second] = *halves;
                    stack.extend([second, first]);
                }
                Found::Nothing(reason) => return (Verdict::Unknown { parts, reason }, record),
            }
        }
        if let Some(observer) = observer {
            let (open, elapsed) = (stack.len(), began.elapsed());
            observer(&Progress {
                parts,
                open,
                worst,
                elapsed,
            });
        }
    }
    (Verdict::Proved { parts }, record)
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
