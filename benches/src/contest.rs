//! A piece of work and those who do it, side by side.

use crate::oracle::Fault;

/// Something to be done, what it costs, and who does it.
pub struct Work {
    /// The useful floating-point operations of one unit: two for each multiply-accumulate.
    pub flops: f64,
    /// What no program can beat.
    pub limit: Limit,
    /// nn-core first, then its rivals.
    pub contestants: Vec<Contestant>,
}

/// What takes the least time in which a unit of work can be done.
///
/// Arithmetic always counts: the operations at the core's peak. Where weights must be read, or read and written, the limit is the
/// larger of that time and of the arithmetic's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The operations alone.
    Arithmetic,
    /// So many bytes are read once.
    Reading(usize),
    /// So many bytes are read and written once.
    Changing(usize),
    /// So many bytes are read, and then read again and written.
    Updating(usize),
}

/// A work that can be built when it is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What it is called.
    pub name: &'static str,
    /// Makes its data; that can fail where they lie in files.
    pub build: fn() -> Result<Work, Fault>,
}

impl Entry {
    /// A work with its name.
    pub const fn new(name: &'static str, build: fn() -> Result<Work, Fault>) -> Self {
        Entry { name, build }
    }
}

/// One who does a piece of work.
pub struct Contestant {
    /// Who it is.
    pub name: &'static str,
    task: Box<dyn Task>,
}

/// The name of ours.
pub const OURS: &str = "nn-core";

impl Contestant {
    /// Somebody who works on a `state`: `check` compares what it does once with what should come out, `work` does one unit,
    /// which takes what goes in and gives what comes out through `black_box`.
    pub fn new<S: 'static>(
        name: &'static str,
        state: S,
        check: impl FnMut(&mut S) -> Result<(), Fault> + 'static,
        work: impl FnMut(&mut S) + 'static,
    ) -> Self {
        let task = Box::new(Closures { state, check, work });
        Contestant { name, task }
    }

    /// Whether what it computes is right.
    ///
    /// # Errors
    /// It is not.
    pub fn check(&mut self) -> Result<(), Fault> {
        self.task.check()
    }

    /// Does so many units of work, one after the other.
    pub fn work(&mut self, times: u64) {
        self.task.work(times);
    }
}

/// What a contestant can be asked for.
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

    // The loop stands here, where the work is known, so that one call by pointer is spread over all of it.
    fn work(&mut self, times: u64) {
        for _ in 0..times {
            (self.work)(&mut self.state);
        }
    }
}
