//! How many checks passed, and which did not.

use std::process::ExitCode;

/// The count of one run.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// One check: its name, and what is wrong if something is.
    pub(crate) fn check(&mut self, name: &str, result: Result<(), String>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(reason) => {
                self.failed += 1;
                println!("FAILED {name}: {reason}");
            }
        }
    }

    /// Whether there were checks, and none failed.
    pub(crate) fn is_passed(&self) -> bool {
        self.passed > 0 && self.failed == 0
    }

    /// How many checks failed so far.
    pub(crate) fn failed(&self) -> usize {
        self.failed
    }

    /// Prints the sum.
    pub(crate) fn finish(self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        ExitCode::from(u8::from(!self.is_passed()))
    }
}
