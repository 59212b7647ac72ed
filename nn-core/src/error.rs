//! The errors of settings, data, and numbers that are not finite.

use core::fmt;

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
    /// A setting is out of its range, or was not set.
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
    /// A class has no sample, so that no weight balances it.
    EmptyClass {
        /// The class, counted from 0.
        class: usize,
    },
    /// The memory of the caller has no place for all samples.
    MemoryTooSmall {
        /// The number of samples for which it has a place.
        places: usize,
        /// The number of samples.
        samples: usize,
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
            Error::NonFiniteLoss { .. } => Error::NonFiniteLoss { sample },
            other => other,
        }
    }
}

const ONE_CLASS: &str = "`CrossEntropy` needs at least two outputs: write `Dense<1, Sigmoid>` and train with `BinaryCrossEntropy`";
const NOT_INITIALIZED: &str = "the network is not initialized: all parameters of a layer with ReLU are 0, so it cannot learn: call `initialize`, or make the network with `random`";

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Setting { name, value, rule } => {
                write!(f, "`{name}` is {value}, but {rule}")
            }
            Error::NoData => write!(f, "there are no samples: pass at least one"),
            Error::LengthMismatch { inputs, targets } => {
                write!(
                    f,
                    "there are {inputs} inputs, but {targets} targets: pass one target for each input"
                )
            }
            Error::BatchTooLarge { samples, capacity } => write!(
                f,
                "the batch has {samples} samples, but the trainer's capacity is {capacity}: pass at most {capacity} at once"
            ),
            Error::BatchTooSmall { samples, least } => write!(
                f,
                "a batch of {samples} is too small: it needs at least {least} samples"
            ),
            Error::NotInitialized => f.write_str(NOT_INITIALIZED),
            #[rustfmt::skip]
            Error::ClassOutOfRange { sample, class, classes } => {
                write!(f, "sample {sample} has class {class}, but there are {classes} classes, counted from 0")
            }
            Error::OneClass => f.write_str(ONE_CLASS),
            Error::InvalidTarget { sample } => write!(
                f,
                "the target of sample {sample} is not allowed: its numbers must be in 0..=1, and for a loss over classes their sum must be 1"
            ),
            Error::InvalidWeight { .. }
            | Error::SumOfWeights { .. }
            | Error::EmptyClass { .. }
            | Error::MemoryTooSmall { .. } => self.fmt_weights(f),
            Error::NonFiniteLoss { .. }
            | Error::NonFiniteGradient { .. }
            | Error::NonFiniteStep { .. } => self.fmt_not_finite(f),
        }
    }
}

impl Error {
    /// Writes what is wrong with weights, counts or memory.
    fn fmt_weights(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::InvalidWeight { sample } => write!(
                f,
                "the weight of sample {sample} is not allowed: it must be a finite number, at least 0"
            ),
            Error::SumOfWeights { sum } => write!(
                f,
                "the weights of the samples have the sum {sum:e}, but it must be a finite number above 0: pass at least one target that is not ignored"
            ),
            Error::EmptyClass { class } => write!(
                f,
                "class {class}, counted from 0, has no sample: pass the labels of all classes, or write the weights yourself"
            ),
            Error::MemoryTooSmall { places, samples } => write!(
                f,
                "the memory has {places} places, but there are {samples} samples: pass one place for each"
            ),
            _ => Ok(()),
        }
    }

    /// Writes which value is not finite, and the fix.
    fn fmt_not_finite(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fix = match self {
            Error::NonFiniteLoss { sample } => {
                write!(f, "the loss of sample {sample}")?;
                "check its input and target, or lower the learning rate"
            }
            Error::NonFiniteGradient { layer } => {
                write!(f, "the gradient of layer {layer}, counted from 0,")?;
                "lower the learning rate, or scale the inputs"
            }
            Error::NonFiniteStep { learning_rate } => {
                write!(f, "the step with the learning rate {learning_rate:e}")?;
                "lower the learning rate, or the weight decay"
            }
            _ => return Ok(()),
        };
        write!(f, " is not finite: {fix}")
    }
}

impl core::error::Error for Error {}
