//! How a training run ended, and why.

use super::Epoch;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Reason {
    /// All epochs are over.
    Epochs,
    /// The gradient's norm fell to the limit.
    GradientNorm,
    /// The loss fell to the target.
    Loss,
    /// The loss has not improved for a while.
    Patience,
    /// The observer ended it.
    Observer,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Report {
    /// What the last epoch brought.
    pub last: Epoch,
    /// Why there was no other.
    pub reason: Reason,
}
