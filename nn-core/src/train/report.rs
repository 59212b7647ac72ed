//! The report of a training run.

use super::Epoch;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Reason {
    /// All epochs are complete.
    Epochs,
    /// The gradient norm is at most the limit.
    GradientNorm,
    /// The loss is at most the limit.
    Loss,
    /// The loss has not improved for the number of epochs of the patience.
    Patience,
    /// The observer ended it.
    Observer,
}

/// The report of a run that has ended.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Report {
    /// The result of the last epoch.
    pub last: Epoch,
    /// Why it was the last.
    pub reason: Reason,
}
