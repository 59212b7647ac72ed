//! The numbers of a step and of an epoch, for observers and reports.

use super::Step;
use crate::zero::Zero;

/// The position of a run after a step.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Progress {
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// The number of samples of this epoch that the run has trained on.
    pub samples: usize,
    /// The number of samples that an epoch trains on.
    pub total: usize,
    /// The result of the step.
    pub step: Step,
}

impl Progress {
    pub(super) fn new(epoch: usize, samples: usize, total: usize, step: Step) -> Self {
        Progress {
            epoch,
            samples,
            total,
            step,
        }
    }
}

/// The result of an epoch.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Epoch {
    /// The number of the epoch, counted from 1. It is 0 for a place in a history that no epoch has filled.
    pub number: usize,
    /// The mean loss over the samples, each computed before the step that trains on it.
    pub loss: f32,
    /// The mean norm of the steps' gradients, before clipping. With one batch per epoch it is the norm of the whole gradient.
    pub gradient_norm: f32,
    /// The learning rate of the last step.
    pub learning_rate: f32,
    /// The mean loss over the validation data of [`Fit::validate`](super::Fit::validate), or the metric of
    /// [`Fit::maximize`](super::Fit::maximize) or [`Fit::minimize`](super::Fit::minimize), measured after the epoch.
    pub validation: Option<f32>,
    /// Whether no earlier epoch of the run was as good: by the validation if there is one, otherwise by the loss.
    pub is_best: bool,
}

impl Zero for Epoch {
    const ZERO: Self = Epoch {
        number: 0,
        loss: 0.0,
        gradient_norm: 0.0,
        learning_rate: 0.0,
        validation: None,
        is_best: false,
    };
}
