//! The messages of errors.

use core::fmt;

use super::Error;

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
            | Error::MemoryTooSmall { .. } => self.fmt_weights(f),
            Error::NonFiniteInput { .. }
            | Error::NonFiniteLoss { .. }
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
            Error::NonFiniteInput { sample } => {
                write!(f, "a number of sample {sample}")?;
                "leave the sample out, or replace the number"
            }
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
