//! Weights in files, in flash and in constants.

mod checkpoint;
pub mod constant;
mod constant_output;
mod error;
#[cfg(feature = "std")]
mod files;
pub mod image;
mod load_options;
mod macros;
mod message;
mod names;
mod numbers;
mod persist;
mod shape;
pub mod tflite;
mod validate;

pub use self::checkpoint::Checkpoint;
#[doc(hidden)]
pub use self::constant_output::near;
pub use self::error::{FoundNames, FoundShape, WeightsError, WhichTensor};
#[cfg(all(feature = "std", not(feature = "save")))]
#[doc(hidden)]
pub use self::files::Saved;
#[cfg(feature = "std")]
pub use self::files::{FileCause, FileError, Weights, load_image, save_image};
#[cfg(feature = "onnx")]
pub(crate) use self::files::{architecture, atomic, tensors};
pub use self::load_options::LoadOptions;

pub use crate::state::{Persist, Words};
