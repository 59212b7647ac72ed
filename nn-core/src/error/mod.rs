//! The errors of settings, data, and numbers that are not finite.

mod message;

/// The reason why a setting, a batch or a training step was refused. A refused operation has changed nothing.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::Error;
///
/// type Net = network![1 => Dense<2, Softmax>];
/// let (mut net, before) = (Net::ZERO, Net::ZERO);
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// let error = trainer.step(&mut net, &[1.0], &2usize).unwrap_err();
/// assert_eq!(error, Error::ClassOutOfRange { sample: 0, class: 2, classes: 2 });
/// assert_eq!(error.to_string(), "sample 0 has class 2, but there are 2 classes, counted from 0");
/// assert_eq!(net, before);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Error {
    /// A setting is out of its range, or was not set, or a number of a sample or a network is not finite.
    Setting {
        /// The name of the setting.
        name: &'static str,
        /// Its value.
        value: f32,
        /// The rule for its value.
        rule: &'static str,
    },
    /// There are no samples.
    NoData,
    /// The numbers of inputs and targets differ.
    LengthMismatch {
        /// The number of inputs.
        inputs: usize,
        /// The number of targets.
        targets: usize,
    },
    /// The batch has more samples than the capacity of the trainer.
    BatchTooLarge {
        /// The number of samples in the batch.
        samples: usize,
        /// The capacity of the trainer.
        capacity: usize,
    },
    /// The batch has fewer samples than a step needs (a `BatchNorm` over vectors needs two), or
    /// [`Fit::drop_last`](crate::train::Fit::drop_last) leaves out all batches of an epoch.
    BatchTooSmall {
        /// The number of samples in the batch.
        samples: usize,
        /// The smallest number that is allowed.
        least: usize,
    },
    /// All parameters of a layer with ReLU are 0, so its gradients are 0: the network was not initialized.
    NotInitialized,
    /// The class of a sample is not below the number of classes.
    ClassOutOfRange {
        /// The sample's index in the data.
        sample: usize,
        /// The class of the sample, counted from 0.
        class: usize,
        /// The number of classes: 2 for one output, otherwise the number of outputs.
        classes: usize,
    },
    /// The loss is `CrossEntropy`, but the network has one output. The softmax of one number is always 1.
    OneClass,
    /// The loss does not allow the target: a number is not in 0..=1 for a loss over probabilities such as `BinaryCrossEntropy`, or the
    /// target is not a distribution for one over classes such as `CrossEntropy`.
    InvalidTarget {
        /// The sample's index in the data.
        sample: usize,
    },
    /// The weight of a sample is negative, infinite or NaN.
    InvalidWeight {
        /// The sample's index in the data.
        sample: usize,
    },
    /// The weights of the samples have a sum of 0, because all targets are ignored, or one that is not finite.
    SumOfWeights {
        /// The sum.
        sum: f32,
    },
    /// The memory of the caller has no place for all samples.
    MemoryTooSmall {
        /// The number of samples for which it has a place.
        places: usize,
        /// The number of samples.
        samples: usize,
    },
    /// A number of a sample is infinite or NaN, so it has no mean.
    NonFiniteInput {
        /// The sample's index in the data.
        sample: usize,
    },
    /// The loss of a sample is infinite or NaN, because of its input, its target, or a weight.
    NonFiniteLoss {
        /// The sample's index in the data.
        sample: usize,
    },
    /// A gradient is infinite or NaN, or its norm overflows.
    NonFiniteGradient {
        /// The layer, counted from 0.
        layer: usize,
    },
    /// The step could make a parameter or a number of the optimizer's state infinite.
    NonFiniteStep {
        /// The learning rate.
        learning_rate: f32,
    },
}

impl Error {
    /// Checks that there are samples and as many targets.
    pub(crate) fn check_lengths(inputs: usize, targets: usize) -> Result<(), Self> {
        if inputs == 0 {
            Err(Error::NoData)
        } else if inputs != targets {
            Err(Error::LengthMismatch { inputs, targets })
        } else {
            Ok(())
        }
    }

    /// The index of the sample that caused the error, if it is one of a sample.
    pub const fn sample(&self) -> Option<usize> {
        match *self {
            Error::ClassOutOfRange { sample, .. }
            | Error::InvalidTarget { sample }
            | Error::NonFiniteInput { sample }
            | Error::NonFiniteLoss { sample } => Some(sample),
            _ => None,
        }
    }

    /// Replaces the index of the sample in an error that has one.
    ///
    /// A [`Learner`](crate::train::Learner) that copies its samples uses it to report the index in the data.
    #[must_use]
    pub fn with_sample(self, sample: usize) -> Self {
        match self {
            Error::ClassOutOfRange { class, classes, .. } => Error::ClassOutOfRange {
                sample,
                class,
                classes,
            },
            Error::InvalidTarget { .. } => Error::InvalidTarget { sample },
            Error::InvalidWeight { .. } => Error::InvalidWeight { sample },
            Error::NonFiniteInput { .. } => Error::NonFiniteInput { sample },
            Error::NonFiniteLoss { .. } => Error::NonFiniteLoss { sample },
            other => other,
        }
    }
}

impl core::error::Error for Error {}
