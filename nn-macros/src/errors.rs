//! The list of mistakes.

use crate::tokens::Spot;

/// A user's mistake.
pub(crate) struct Mistake {
    pub(crate) spot: Spot,
    pub(crate) message: String,
}

/// The mistakes so far. [`Errors::finish`] must consume the list, so that no mistake is lost.
#[must_use]
pub(crate) struct Errors(Vec<Mistake>);

impl Errors {
    /// An empty list.
    pub(crate) fn new() -> Self {
        Errors(Vec::new())
    }

    /// Adds a mistake.
    pub(crate) fn at(&mut self, spot: impl Into<Spot>, message: impl Into<String>) {
        self.0.push(Mistake {
            spot: spot.into(),
            message: message.into(),
        });
    }

    /// The number of mistakes.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The value, if there are no mistakes.
    pub(crate) fn finish<T>(mut self, value: T) -> Result<T, Vec<Mistake>> {
        match std::mem::take(&mut self.0) {
            mistakes if mistakes.is_empty() => Ok(value),
            mistakes => Err(mistakes),
        }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        debug_assert!(self.0.is_empty(), "mistakes were found, but not reported");
    }
}
