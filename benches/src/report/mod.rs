//! The report: every workload, checked and timed, compared with its limit and its rivals.

mod json;
mod table;

pub use self::json::line;
pub use self::table::{limits, results};

use crate::contest::{Contestant, Entry, OURS, Work};
use crate::machine::Machine;
use crate::oracle::Fault;
use crate::timing::medians;

/// The outcome of one workload.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The name of the workload.
    pub name: &'static str,
    /// The useful operations of a unit.
    pub flops: f64,
    /// The median of the least possible time of a unit in nanoseconds, and what limits it.
    pub least: (f64, &'static str),
    /// The contestants, each with the median time of a unit in nanoseconds, or with the fault.
    pub results: Results,
}

impl Outcome {
    /// Checks and times a workload.
    ///
    /// # Errors
    /// The data of the workload are not available.
    pub fn of(entry: &Entry, machine: &Machine) -> Result<Self, Fault> {
        let mut work = (entry.build)()?;
        let checks: Vec<Result<(), Fault>> =
            work.contestants.iter_mut().map(Contestant::check).collect();
        let mut limiter = machine.limit(&work);
        let (results, limit) = times(&mut work, &checks, &mut limiter.contestant);
        Ok(Outcome {
            name: entry.name,
            flops: work.flops,
            least: (limit * limiter.share, limiter.contestant.name),
            results,
        })
    }

    /// The time of nn-core, if its results were right.
    pub fn ours(&self) -> Option<f64> {
        self.time_of(OURS)
    }

    /// The time of a contestant, if its results were right.
    pub fn time_of(&self, name: &str) -> Option<f64> {
        let found = self.results.iter().find(|(who, _)| *who == name);
        found.and_then(|(_, result)| result.as_ref().ok().copied())
    }

    /// The shortest time of a rival.
    pub fn best_rival(&self) -> Option<f64> {
        let rivals = self.results.iter().filter(|(name, _)| *name != OURS);
        let times = rivals.filter_map(|(_, result)| result.as_ref().ok().copied());
        times.min_by(f64::total_cmp)
    }

    /// The contestants with wrong results, and the faults.
    pub fn faults(&self) -> impl Iterator<Item = (&'static str, &Fault)> {
        let failed = self.results.iter();
        failed.filter_map(|(name, result)| result.as_ref().err().map(|fault| (*name, fault)))
    }
}

/// The results by name.
type Results = Vec<(&'static str, Result<f64, Fault>)>;

/// Times the limit and the contestants whose results are right.
fn times(
    work: &mut Work,
    checks: &[Result<(), Fault>],
    limiter: &mut Contestant,
) -> (Results, f64) {
    let pairs = work.contestants.iter_mut().zip(checks);
    let right = pairs.filter_map(|(one, check)| check.is_ok().then_some(one));
    let mut all: Vec<_> = std::iter::once(limiter).chain(right).collect();
    let mut times = medians(&mut all).into_iter();
    let mut next = || times.next().unwrap_or(f64::NAN);
    let limit = next();
    let names = work.contestants.iter().map(|contestant| contestant.name);
    let results = checks.iter().map(|check| check.clone().map(|()| next()));
    (names.zip(results).collect(), limit)
}
