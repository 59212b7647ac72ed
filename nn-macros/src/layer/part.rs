//! A branch of a layer that holds other layers.

use crate::tokens::Spot;

/// A branch and where it is.
pub(crate) struct Part<B> {
    pub(crate) branch: B,
    pub(crate) spot: Spot,
    /// The message for a branch without layers, if that is a mistake.
    pub(crate) empty: Option<&'static str>,
}

impl<B> Part<B> {
    /// The same part after a pass.
    pub(super) fn map<C>(&self, pass: impl FnOnce(&Part<B>) -> C) -> Part<C> {
        Part {
            branch: pass(self),
            spot: self.spot,
            empty: self.empty,
        }
    }
}
