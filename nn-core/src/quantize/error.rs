//! The errors of calibration and quantization.

use core::fmt;

/// The reason why a calibration or a quantization was refused. A refused calibration has changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum QuantizeError {
    /// There are no samples.
    NoSamples,
    /// A value that the network computes for a sample is infinite or NaN, or its magnitude is `2^100` or more.
    NotFinite {
        /// The index of the sample.
        sample: usize,
    },
    /// A flattened image is the input of a layer that is not a `Dense`, or the output of the network.
    Flattened,
}

impl fmt::Display for QuantizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QuantizeError::NoSamples => f.write_str(
                "the calibration has no samples: pass at least one to `observe` before",
            ),
            QuantizeError::NotFinite { sample } => write!(
                f,
                "sample {sample} or a value that the network computes from it is not a number below 2^100: check the sample and the weights"
            ),
            QuantizeError::Flattened => f.write_str(
                "a flattened image of `i8` has its channels last, so a `Dense` must be after `Flatten`: add one, or remove `Flatten`",
            ),
        }
    }
}

impl core::error::Error for QuantizeError {}
