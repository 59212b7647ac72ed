//! What a pool computes from each window.

/// What a pool computes from each window: [`Max`], [`Average`] or [`PaddedAverage`].
pub trait PoolKind: 'static {
    /// Whether it is the maximum.
    const IS_MAX: bool;
    /// Whether the average counts padding.
    const COUNTS_PADDING: bool = false;
}

/// The maximum of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Max {}

/// The average of the values of the input in a window. Padding does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Average {}

/// The average of a window in which padding counts as zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaddedAverage {}

impl PoolKind for Max {
    const IS_MAX: bool = true;
}

impl PoolKind for Average {
    const IS_MAX: bool = false;
}

impl PoolKind for PaddedAverage {
    const IS_MAX: bool = false;
    const COUNTS_PADDING: bool = true;
}
