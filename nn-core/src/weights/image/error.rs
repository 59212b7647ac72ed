//! Errors of writing and reading images.

use core::fmt;

/// Why an image was not written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ImageError {
    /// The buffer is shorter than the image.
    TooShort {
        /// The bytes of the buffer.
        found: usize,
        /// The bytes of the image.
        needed: usize,
    },
    /// The bytes do not begin like an image of this version.
    NoImage {
        /// The first bytes.
        found: [u8; 4],
    },
    /// The image has other layers, activations, sizes or settings, or another optimizer.
    OtherArchitecture {
        /// The fingerprint of the image.
        found: u64,
        /// The fingerprint of the value.
        expected: u64,
    },
    /// The image has another length although its fingerprint matches, or a value does not have the length that it states.
    OtherLength {
        /// The words of the image.
        found: u32,
        /// The words of the value.
        expected: u32,
    },
    /// A number is infinite or NaN.
    NotFinite {
        /// The index among the words.
        index: usize,
    },
    /// The image is damaged.
    Checksum {
        /// The stored checksum.
        found: u32,
        /// The checksum of the bytes.
        computed: u32,
    },
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::TooShort { found, needed } => {
                write!(
                    f,
                    "there are {found} bytes, but the image has {needed} bytes"
                )
            }
            ImageError::NoImage { found } => write!(
                f,
                "it begins with {found:02x?}, so it is not an image of version 1"
            ),
            ImageError::OtherArchitecture { found, expected } => write!(
                f,
                "its layers, sizes or settings are others: its fingerprint is {found:016x}, not {expected:016x}"
            ),
            ImageError::OtherLength { found, expected } => {
                write!(
                    f,
                    "it has {found} words of 4 bytes, but {expected} are needed"
                )
            }
            ImageError::NotFinite { index } => {
                write!(f, "its number at index {index} is not finite")
            }
            ImageError::Checksum { found, computed } => write!(
                f,
                "it is damaged: the stored checksum is {found:08x}, but the bytes have {computed:08x}"
            ),
        }
    }
}

impl core::error::Error for ImageError {}
