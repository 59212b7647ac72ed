//! Numbers as text.

use core::fmt;

/// A number with commas between its groups of three digits.
pub(super) struct Grouped(pub(super) usize);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 1_000 {
            write!(f, "{}", self.0)
        } else {
            write!(f, "{},{:03}", Grouped(self.0 / 1_000), self.0 % 1_000)
        }
    }
}
