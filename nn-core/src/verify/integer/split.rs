//! Branch and bound over integers. It ends: the smallest parts have few inputs, and the network is run with all of them.

use alloc::vec;
use alloc::vec::Vec;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use super::super::search::{Limits, Verdict, on_threads};
use super::backward::Workspace;
use super::examine::{Found, Part};
use super::finish::Range;
use super::question::Question;
use crate::rng::{Random, Rng};

/// The parts that are examined before their results are read, whatever the number of threads.
const ROUND: usize = 64;
/// Fewer parts than this are examined on one thread: it takes less time than to start another one.
const FEW: usize = 8;
/// Random inputs that the network is run with if the whole region is not proved at once.
const TRIES: usize = 512;

/// Looks for a proof and for a violation.
pub(super) fn search(question: &Question<'_>, region: &[Range], limits: Limits) -> Verdict {
    let began = Instant::now();
    let first = Part {
        region: region.to_vec(),
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
fn attack(question: &Question<'_>, region: &[Range]) -> Option<Vec<f32>> {
    let mut rng = Random::seed(1);
    (0..TRIES).find_map(|_| {
        let number = |[low, high]: &Range| {
            let width = (high - low + 1).unsigned_abs();
            (low + (rng.next_u32() % width) as i32) as i8
        };
        let input: Vec<i8> = region.iter().map(number).collect();
        question.violation(&input)
    })
}

impl Question<'_> {
    /// Examines parts on all processors. The results are in order.
    fn examine_all(&self, parts: &[Part]) -> Vec<Found> {
        let threads = match parts.len() {
            ..=FEW => 1,
            // It reads files on Linux, which takes longer than a few parts.
            _ => thread::available_parallelism().map_or(1, usize::from),
        };
        on_threads(parts, threads, |parts| {
            let mut workspace = Workspace::default();
            let found = parts.iter().map(|part| self.examine(part, &mut workspace));
            found.collect()
        })
    }
}
