//! Counts passed checks and reports failed ones.

use std::process::ExitCode;

/// The count of one run.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Adds a check: its name, and its error if it failed.
    pub(crate) fn check(&mut self, name: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(reason) => {
                self.failed += 1;
                println!("FAILED {name}: {reason}");
            }
        }
    }

    /// Whether there were checks and none failed.
    pub(crate) fn is_passed(&self) -> bool {
        self.passed > 0 && self.failed == 0
    }

    /// The number of failed checks.
    pub(crate) fn failed(&self) -> usize {
        self.failed
    }

    /// Prints the totals.
    pub(crate) fn finish(self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        ExitCode::from(u8::from(!self.is_passed()))
    }
}
