//! Weights in files and in flash.

mod checkpoint;
pub mod constant;
mod error;
#[cfg(feature = "std")]
mod files;
mod golden;
pub mod image;
mod message;
mod reading;
mod shown;
mod stored;

pub use self::checkpoint::Checkpoint;
pub use self::error::{FoundNames, FoundShape, WeightsError, WhichTensor};
#[cfg(feature = "save")]
pub use self::files::save_image;
#[cfg(feature = "std")]
pub use self::files::{FileCause, FileError, Weights, load_image};
#[doc(hidden)]
pub use self::golden::near;
pub use self::reading::Reading;
