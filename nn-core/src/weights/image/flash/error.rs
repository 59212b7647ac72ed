//! What can be wrong with weights in flash.

use core::fmt;

use crate::weights::image::ImageError;

/// Why weights were not stored in flash, or not read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError<E> {
    /// The driver of the flash says so.
    Flash(E),
    /// The part of the flash is not two halves of whole pages, or does not lie in the flash.
    Range,
    /// There is no whole image; what is wrong with the newer of the two.
    Image(ImageError),
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
                    "the part of the flash is not two halves of whole pages in it"
                )
            }
            StoreError::Image(error) => write!(f, "no image in the flash is whole: {error}"),
        }
    }
}

impl<E: fmt::Debug> core::error::Error for StoreError<E> {}
