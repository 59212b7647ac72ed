//! A workload and its contestants.

use crate::oracle::Fault;

/// A workload: its cost, its limit and its contestants.
pub struct Work {
    /// The useful floating-point operations of one unit: two for each multiply-accumulate.
    pub flops: f64,
    /// The limit for any program.
    pub limit: Limit,
    /// nn-core first, then its rivals.
    pub contestants: Vec<Contestant>,
}

/// What limits the time of a unit of a workload.
///
/// The time of the arithmetic is the number of operations divided by the peak of the core. Where weights are read, or read and
/// written, the limit is the larger of the time of the memory accesses and the time of the arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The arithmetic only.
    Arithmetic,
    /// This number of bytes is read once.
    Reading(usize),
    /// This number of bytes is read and written once.
    Changing(usize),
    /// This number of bytes is read, and then read again and written.
    Updating(usize),
}

/// A workload that is built on demand.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The name of the workload.
    pub name: &'static str,
    /// Builds the workload with its data. Fails if a data file is not available.
    pub build: fn() -> Result<Work, Fault>,
}

impl Entry {
    /// A workload with its name.
    pub const fn new(name: &'static str, build: fn() -> Result<Work, Fault>) -> Self {
        Entry { name, build }
    }
}

/// A contestant in a workload.
pub struct Contestant {
    /// The name of the contestant.
    pub name: &'static str,
    task: Box<dyn Task>,
}

/// The name of nn-core among the contestants.
pub const OURS: &str = "nn-core";

impl Contestant {
    /// A contestant with a `state`. `check` compares its results with the expected results. `work` does one unit of work, whose inputs
    /// and results pass through `black_box`.
    pub fn new<S: 'static>(
        name: &'static str,
        state: S,
        check: impl FnMut(&mut S) -> Result<(), Fault> + 'static,
        work: impl FnMut(&mut S) + 'static,
    ) -> Self {
        let task = Box::new(Closures { state, check, work });
        Contestant { name, task }
    }

    /// Checks the results.
    ///
    /// # Errors
    /// The results are wrong.
    pub fn check(&mut self) -> Result<(), Fault> {
        self.task.check()
    }

    /// Does `times` units of work.
    pub fn work(&mut self, times: u64) {
        self.task.work(times);
    }
}

/// The operations of a contestant.
trait Task {
    fn check(&mut self) -> Result<(), Fault>;
    fn work(&mut self, times: u64);
}

struct Closures<S, C, W> {
    state: S,
    check: C,
    work: W,
}

impl<S, C, W> Task for Closures<S, C, W>
where
    C: FnMut(&mut S) -> Result<(), Fault>,
    W: FnMut(&mut S),
{
    fn check(&mut self) -> Result<(), Fault> {
        (self.check)(&mut self.state)
    }

    // The loop is here, where the type of the work is known, so that there is one dynamic call for all units.
    fn work(&mut self, times: u64) {
        for _ in 0..times {
            (self.work)(&mut self.state);
        }
    }
}
