//! Everything that can go wrong, as one type: settings, data, and numbers that leave the finite.

use core::fmt;

use crate::instruction_set::InstructionSet;

/// Why a setting, a batch or a training step was refused. Whatever was refused has changed nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Error {
    /// A setting is outside its range.
    Setting {
        /// The setting's name.
        name: &'static str,
        /// The value that was given.
        value: f32,
        /// What is allowed.
        rule: &'static str,
    },
    /// There is nothing to learn from.
    NoData,
    /// There are not as many targets as inputs.
    LengthMismatch {
        /// How many inputs.
        inputs: usize,
        /// How many targets.
        targets: usize,
    },
    /// The batch has more samples than the trainer has room for.
    BatchTooLarge {
        /// Samples in the batch.
        samples: usize,
        /// The trainer's capacity.
        capacity: usize,
    },
    /// A target is outside what the loss allows: the index of a class is not below the number of outputs, a truth is not in
    /// 0..=1, or a part of a distribution is below 0.
    InvalidTarget {
        /// The sample's index in the data.
        sample: usize,
    },
    /// The loss of a sample is infinite or not a number: so is its input, its target, or a weight.
    NonFiniteLoss {
        /// The sample's index in the data.
        sample: usize,
    },
    /// A gradient is infinite, not a number, or so large that its norm is.
    NonFiniteGradient {
        /// The layer, counted from 0.
        layer: usize,
    },
    /// This program was not compiled for the instruction set, or this processor does not have it.
    InstructionSetMissing {
        /// The set that was asked for.
        set: InstructionSet,
    },
}

impl Error {
    /// The same error, if it names a sample, with the index that this sample has in the data.
    ///
    /// For a [`Learner`](crate::train::Learner) that copies its samples.
    #[must_use]
    pub fn at(self, sample: usize) -> Self {
        match self {
            Error::InvalidTarget { .. } => Error::InvalidTarget { sample },
            Error::NonFiniteLoss { .. } => Error::NonFiniteLoss { sample },
            other => other,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Setting { name, value, rule } => {
                write!(f, "`{name}` is {value}, but {rule}")
            }
            Error::NoData => write!(f, "there are no samples"),
            Error::LengthMismatch { inputs, targets } => {
                write!(f, "there are {inputs} inputs, but {targets} targets")
            }
            Error::BatchTooLarge { samples, capacity } => write!(
                f,
                "the batch has {samples} samples, but the trainer has room for {capacity}"
            ),
            Error::InvalidTarget { sample } => write!(
                f,
                "the target of sample {sample} is not a class of the output, or holds a number that the loss does not allow"
            ),
            Error::NonFiniteLoss { sample } => write!(
                f,
                "the loss of sample {sample} is not finite: check its input and target, or lower the learning rate"
            ),
            Error::NonFiniteGradient { layer } => write!(
                f,
                "the gradient of layer {layer} is not finite: lower the learning rate or scale the inputs"
            ),
            Error::InstructionSetMissing { set } => write!(
                f,
                "the instruction set `{set}` is not available: the processor lacks it, or nn-core's feature `simd` is off"
            ),
        }
    }
}

impl core::error::Error for Error {}
