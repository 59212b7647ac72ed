//! Errors of storing weights in flash.

use core::fmt;

use crate::weights::image::ImageError;

/// The maximum size of a piece, which a flash memory reads or writes at once.
pub(super) const MOST: usize = 512;

/// Why weights were not written to flash, or not read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError<E> {
    /// The driver of the flash memory reports an error.
    Flash(E),
    /// The range is not two halves of whole pages, or is outside of the flash memory.
    Range,
    /// The flash memory is written or read in units that are too large.
    Unit {
        /// The size of a write.
        write: usize,
        /// The size of a read.
        read: usize,
    },
    /// There is no complete image. The error describes the image of one half.
    Image(ImageError),
    /// Every complete image changed, or could not be read a second time, after it was checked. The value holds a part of an image:
    /// load it again or initialize it. Contains the driver's error, if there was one.
    PartlyRead(Option<E>),
}

impl<E> From<ImageError> for StoreError<E> {
    fn from(error: ImageError) -> Self {
        StoreError::Image(error)
    }
}

impl<E: fmt::Debug> fmt::Display for StoreError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Flash(error) => write!(f, "the flash failed: {error:?}"),
            StoreError::Range => {
                write!(
                    f,
                    "the range is not two halves of whole pages of the flash: pass an even number of pages"
                )
            }
            StoreError::Unit { write, read } => write!(
                f,
                "the flash is written in units of {write} bytes and read in units of {read}, but a store needs a common multiple of at most {MOST}"
            ),
            StoreError::Image(error) => write!(f, "no image in the flash is complete: {error}"),
            StoreError::PartlyRead(Some(error)) => write!(
                f,
                "the flash failed after the image was checked, and the weights are only partly read; load them again, or initialize the network: {error:?}"
            ),
            StoreError::PartlyRead(None) => write!(
                f,
                "the image changed after it was checked, and the weights are only partly read: load them again, or initialize the network"
            ),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for StoreError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            StoreError::Image(error) => Some(error),
            _ => None,
        }
    }
}
