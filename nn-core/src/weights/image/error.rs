//! What can be wrong with an image.

use core::fmt;

/// Why an image was not written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum ImageError {
    /// There is less room than an image takes.
    TooShort {
        /// The bytes that are there.
        found: usize,
        /// The bytes of the image.
        needed: usize,
    },
    /// It does not begin as images of this version do.
    NoImage {
        /// How it begins.
        found: [u8; 4],
    },
    /// It is of something else: of other layers, activations or sizes, or of another optimizer.
    OtherArchitecture {
        /// Its fingerprint.
        found: u64,
        /// The fingerprint of what should be read.
        expected: u64,
    },
    /// It has another length, although its fingerprint is right; or what should be written shows other numbers than it states.
    OtherLength {
        /// Its words.
        found: u32,
        /// The words of what should be read.
        expected: u32,
    },
    /// A number in it, or in what should be written, is infinite or NaN.
    NotFinite {
        /// Its index among the words.
        index: usize,
    },
    /// It is damaged.
    Checksum {
        /// The checksum in it.
        found: u32,
        /// That of its bytes.
        computed: u32,
    },
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::TooShort { found, needed } => {
                write!(f, "there are {found} bytes, but the image takes {needed}")
            }
            ImageError::NoImage { found } => write!(
                f,
                "it begins with {found:02x?}, not as an image of version 1 does"
            ),
            ImageError::OtherArchitecture { found, expected } => write!(
                f,
                "it is of another architecture: its fingerprint is {found:016x}, not {expected:016x}"
            ),
            ImageError::OtherLength { found, expected } => {
                write!(f, "it has {found} words, but {expected} are needed")
            }
            ImageError::NotFinite { index } => {
                write!(f, "the number at index {index} is not finite")
            }
            ImageError::Checksum { found, computed } => write!(
                f,
                "it is damaged: its checksum is {found:08x}, that of its bytes {computed:08x}"
            ),
        }
    }
}

impl core::error::Error for ImageError {}
