//! What pooling takes of a window.

/// What pooling takes of a window: [`Largest`], [`Mean`] or [`PaddedMean`].
pub trait Taken: 'static {
    /// Whether it is the largest value.
    const IS_LARGEST: bool;
    /// Whether padding counts in a mean.
    const COUNTS_PADDING: bool = false;
}

/// The largest value of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Largest {}

/// The mean of the values that a window sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mean {}

/// The mean of a window in which padding counts as zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaddedMean {}

impl Taken for Largest {
    const IS_LARGEST: bool = true;
}

impl Taken for Mean {
    const IS_LARGEST: bool = false;
}

impl Taken for PaddedMean {
    const IS_LARGEST: bool = false;
    const COUNTS_PADDING: bool = true;
}
