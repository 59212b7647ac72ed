//! Errors of the TensorFlow Lite format.

use core::fmt;

use crate::text::Piece::{Count, Word};
use crate::text::Text;

/// Why a file is not a TensorFlow Lite model that this reader reads. Positions are byte offsets from the beginning of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum TfliteError {
    /// The file does not have `TFL3` at byte 4.
    Foreign {
        /// The bytes of the file.
        bytes: usize,
    },
    /// The version of the schema is not 3.
    Version {
        /// The version of the file.
        found: u32,
    },
    /// A part is not inside of the file.
    Outside {
        /// The position of the offset or of the part.
        at: usize,
        /// The part.
        what: &'static str,
    },
    /// A part is missing.
    Missing {
        /// The position of the table that needs the part.
        at: usize,
        /// The part.
        what: &'static str,
    },
    /// A number counts beyond the end of a list.
    Index {
        /// The position of the table or list with the number.
        at: usize,
        /// What is counted.
        what: &'static str,
        /// The number, counted from 0.
        index: i64,
        /// The length of the list.
        count: usize,
    },
    /// There is more of something than this reader reads.
    TooMany {
        /// The position of the list.
        at: usize,
        /// What is counted.
        what: &'static str,
        /// The number in the file.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// A tensor has a size that is negative, or too many values.
    Shape {
        /// The position of the tensor.
        at: usize,
    },
    /// The constant values of a tensor do not have the size that its shape and type need.
    Size {
        /// The position of the tensor.
        at: usize,
        /// The bytes of the values.
        bytes: usize,
        /// The bytes that shape and type need.
        needed: usize,
    },
    /// The scales of a tensor are not as many as its zero points, or as the channels of its shape.
    Quantization {
        /// The position of the tensor.
        at: usize,
        /// The number of scales.
        scales: usize,
        /// The number of zero points.
        zero_points: usize,
    },
    /// A feature of the format that this reader does not read.
    Unsupported {
        /// The position of the table with the feature.
        at: usize,
        /// The feature.
        what: &'static str,
    },
}

impl TfliteError {
    /// Appends the message to a text.
    pub(crate) const fn push_to<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            TfliteError::Foreign { bytes } => {
                text.phrase(&[Word("it has "), Count(bytes)]);
                text.push(" bytes, and those from 4 to 7 are not `TFL3`");
            }
            TfliteError::Version { found } => {
                text.push("its version is ");
                text.number(found as u64, 0);
                text.push(", but the format has version 3");
            }
            TfliteError::Index { .. } | TfliteError::TooMany { .. } => self.push_count(text),
            TfliteError::Outside { at, what }
            | TfliteError::Missing { at, what }
            | TfliteError::Unsupported { at, what } => {
                text.push(what);
                push_at(" at byte ", at, text);
                text.push(match self {
                    TfliteError::Outside { .. } => " is not inside of the file",
                    TfliteError::Missing { .. } => " is missing",
                    _ => " is not supported",
                });
            }
            TfliteError::Shape { at }
            | TfliteError::Size { at, .. }
            | TfliteError::Quantization { at, .. } => {
                push_at("the tensor at byte ", at, text);
                self.push_tensor(text);
            }
        }
    }

    /// Appends the message about a number that is too large.
    const fn push_count<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            TfliteError::Index {
                at,
                what,
                index,
                count,
            } => {
                text.phrase(&[Word(what), Word(" number ")]);
                if index < 0 {
                    text.push("-");
                }
                text.digits(index.unsigned_abs() as usize);
                push_at(" is named at byte ", at, text);
                text.phrase(&[Word(", but there are only "), Count(count)]);
            }
            TfliteError::TooMany {
                at,
                what,
                found,
                most,
            } => {
                text.phrase(&[Word("it has "), Count(found), Word(" "), Word(what)]);
                push_at(" at byte ", at, text);
                text.phrase(&[Word(", but at most "), Count(most), Word(" are read")]);
            }
            _ => {}
        }
    }

    /// Appends the message about a tensor.
    const fn push_tensor<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            TfliteError::Size { bytes, needed, .. } => {
                text.phrase(&[Word(" has "), Count(bytes)]);
                text.phrase(&[Word(" bytes, but its shape and type need "), Count(needed)]);
            }
            TfliteError::Quantization {
                scales,
                zero_points,
                ..
            } => {
                text.phrase(&[Word(" has "), Count(scales), Word(" scales and ")]);
                text.phrase(&[Count(zero_points), Word(" zero points")]);
                text.push(", but it needs one of each, or one of each for every channel");
            }
            _ => text.push(" has a size that is negative, or too many values"),
        }
    }
}

/// "... at byte 12"
const fn push_at<const MOST: usize>(before: &str, at: usize, text: &mut Text<MOST>) {
    text.phrase(&[Word(before), Count(at)]);
}

impl fmt::Display for TfliteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::<LONGEST>::new();
        self.push_to(&mut text);
        text.fmt(f)
    }
}

/// The bytes of the longest message.
const LONGEST: usize = 240;

impl core::error::Error for TfliteError {}
