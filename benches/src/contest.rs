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
/// Arithmetic always counts: the operations at the peak of the core. Where weights are read, or read and written, the limit is the
/// larger of that time and of the time of the arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The operations only.
    Arithmetic,
    /// So many bytes are read once.
    Reading(usize),
    /// So many bytes are read and written once.
    Changing(usize),
    /// So many bytes are read, then read again and written.
    Updating(usize),
}

/// A workload that is built on demand.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The name of the workload.
    pub name: &'static str,
    /// Builds the workload with its data. Fails if data in files are not available.
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
    /// A contestant with a `state`. `check` compares its results once with the expected ones. `work` does one unit, whose inputs and
    /// results pass through `black_box`.
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
    /// They are wrong.
    pub fn check(&mut self) -> Result<(), Fault> {
        self.task.check()
    }

    /// Does so many units of work.
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

    // The loop is here, where the type of the work is known: one dynamic call for all units.
    fn work(&mut self, times: u64) {
        for _ in 0..times {
            (self.work)(&mut self.state);
        }
    }
}
