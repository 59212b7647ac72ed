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
    /// The validation, or the loss if there is none, has not improved for the number of epochs of the patience.
    Patience,
    /// The observer ended it.
    Observer,
}

/// The report of a run that has ended.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::train::Reason;
///
/// type Line = network![1 => Dense<1>];
/// let mut trainer = Trainer::<Line, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
/// let data = ([[1.0], [2.0]], [[2.0], [4.0]]);
/// let report = Fit::epochs(500).until_loss(1e-3).run(&mut trainer, &mut Line::ZERO, data)?;
/// assert_eq!(report.reason, Reason::Loss);
/// assert!(report.last.loss <= 1e-3 && report.last.number < 500);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Report {
    /// The result of the last epoch.
    pub last: Epoch,
    /// The result of the best epoch, by the validation if there is one, otherwise by the loss. The first of equal ones.
    pub best: Epoch,
    /// Why it was the last.
    pub reason: Reason,
}
