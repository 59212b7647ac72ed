//! Why a network is not exported.

use core::fmt;
use std::path::PathBuf;
use std::string::String;

use crate::weights::WeightsError;

/// Why a network is not exported.
#[derive(Debug)]
#[non_exhaustive]
pub enum OnnxError {
    /// A layer has no form in ONNX.
    Layer {
        /// The name of the layer in the network.
        layer: String,
        /// Why.
        reason: String,
    },
    /// The weights of the network cannot be stored.
    Weights(WeightsError),
    /// The model has more than 2 GiB, which its format does not allow.
    TooLarge,
    /// The file cannot be written.
    File {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        error: std::io::Error,
    },
}

impl From<WeightsError> for OnnxError {
    fn from(error: WeightsError) -> Self {
        OnnxError::Weights(error)
    }
}

impl fmt::Display for OnnxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OnnxError::Layer { layer, reason } => {
                write!(f, "the layer `{layer}` is not exported: {reason}")
            }
            OnnxError::Weights(error) => write!(f, "the network is not exported: {error}"),
            OnnxError::TooLarge => f.write_str(
                "the network is not exported: a model of ONNX has at most 2 GiB; save the weights with `save`",
            ),
            OnnxError::File { path, error } => write!(f, "`{}`: {error}", path.display()),
        }
    }
}

impl core::error::Error for OnnxError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            OnnxError::Weights(error) => Some(error),
            OnnxError::File { error, .. } => Some(error),
            OnnxError::Layer { .. } | OnnxError::TooLarge => None,
        }
    }
}
