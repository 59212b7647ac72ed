//! Weights in files and in flash.

mod checkpoint;
pub mod constant;
mod error;
#[cfg(feature = "std")]
mod files;
mod golden;
pub mod image;
mod message;
mod names;
mod persist;
mod reading;
mod shown;

pub use self::checkpoint::Checkpoint;
pub use self::error::{FoundNames, FoundShape, WeightsError, WhichTensor};
#[cfg(all(feature = "std", not(feature = "save")))]
#[doc(hidden)]
pub use self::files::Saved;
#[cfg(feature = "std")]
pub use self::files::{FileCause, FileError, Weights, load_image, save_image};
#[doc(hidden)]
pub use self::golden::near;
pub use self::reading::Reading;
