//! Errors of the safetensors format.

use core::fmt;

use super::{Foreign, MOST_HEADER};
use crate::text::Piece::{Count, Word};
use crate::text::Text;

/// Why a file is not a valid safetensors file. Positions are byte offsets from the beginning of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum SafeTensorsError {
    /// The file is shorter than the eight bytes with the header's length.
    TooShort {
        /// The bytes of the file.
        bytes: usize,
    },
    /// The file ends before its header.
    Truncated {
        /// The length of the header.
        header: u64,
        /// The bytes that follow.
        bytes: usize,
    },
    /// The header is longer than the limit of this reader.
    LongHeader {
        /// The length of the header.
        header: u64,
        /// The limit.
        most: u64,
    },
    /// The file has another format.
    Foreign {
        /// The format.
        format: Foreign,
    },
    /// The header is not UTF-8.
    NotUtf8 {
        /// The first byte that is not UTF-8.
        at: usize,
    },
    /// The header is not JSON, or does not have the structure of the format.
    Syntax {
        /// The position.
        at: usize,
        /// What is expected there.
        expected: &'static str,
    },
    /// The file has more tensors than the limit of this reader.
    TooMany {
        /// The limit.
        most: usize,
    },
    /// Two tensors have the same name.
    SameName {
        /// The position of the second name.
        at: usize,
    },
    /// A tensor is outside of the file, or ends before it begins.
    Outside {
        /// The position of the tensor's name.
        at: usize,
        /// The offset of the first byte, relative to the end of the header.
        begin: usize,
        /// The offset after the last byte.
        end: usize,
        /// The bytes after the header.
        bytes: usize,
    },
    /// The size of a tensor does not match its shape and type.
    Size {
        /// The position of the tensor's name.
        at: usize,
        /// The bytes of the tensor.
        bytes: usize,
        /// The bytes that shape and type need. `None` if they overflow or are not whole bytes.
        needed: Option<usize>,
    },
    /// Two tensors overlap.
    Overlap {
        /// The position of the second tensor's name.
        at: usize,
    },
    /// The tensors do not cover all bytes after the header.
    Uncovered {
        /// The bytes of all tensors.
        covered: usize,
        /// The bytes after the header.
        bytes: usize,
    },
}

impl SafeTensorsError {
    /// Returns `Foreign` if the first bytes of the file are those of another format, and otherwise this error.
    pub(super) const fn or_foreign(self, bytes: &[u8]) -> Self {
        match Foreign::of(bytes) {
            Some(format) => SafeTensorsError::Foreign { format },
            None => self,
        }
    }

    /// Appends the message to a text.
    pub(crate) const fn push_to<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            SafeTensorsError::TooShort { bytes } => {
                text.phrase(&[Word("it has "), Count(bytes)]);
                text.push(" bytes, but the length of the header alone takes 8");
            }
            SafeTensorsError::Truncated { header, bytes } => {
                text.push("its first 8 bytes announce a header of ");
                text.number(header, 0);
                text.phrase(&[Word(" bytes, but only "), Count(bytes), Word(" follow")]);
            }
            SafeTensorsError::LongHeader { header, most } => {
                text.push("its header has ");
                text.number(header, 0);
                text.phrase(&[Word(" bytes, but "), Word(reader(most)), Word(" at most ")]);
                text.number(most, 0);
            }
            SafeTensorsError::Foreign { format } => text.push(format.advice()),
            SafeTensorsError::NotUtf8 { at } => {
                text.phrase(&[Word("its header is not UTF-8 at byte "), Count(at)]);
            }
            SafeTensorsError::Syntax { at, expected } => {
                text.phrase(&[
                    Word("expected "),
                    Word(expected),
                    Word(" at byte "),
                    Count(at),
                ]);
            }
            SafeTensorsError::TooMany { most } => {
                text.push("it has more than ");
                text.number(most as u64, 0);
                text.push(" tensors, the limit of the compiler and of programs without the feature `alloc`");
            }
            SafeTensorsError::SameName { at } => {
                text.phrase(&[Word("the name at byte "), Count(at), Word(" is not unique")]);
            }
            SafeTensorsError::Uncovered { covered, bytes } => {
                text.phrase(&[
                    Count(bytes),
                    Word(" bytes follow the header, but the tensors have "),
                ]);
                text.digits(covered);
            }
            SafeTensorsError::Outside { at, .. }
            | SafeTensorsError::Size { at, .. }
            | SafeTensorsError::Overlap { at } => {
                text.phrase(&[Word("the tensor at byte "), Count(at)]);
                self.push_place(text);
            }
        }
    }

    /// Whether the file exceeds a limit of this reader. It may be valid.
    pub(crate) const fn is_limit(&self) -> bool {
        matches!(
            self,
            SafeTensorsError::LongHeader { .. } | SafeTensorsError::TooMany { .. }
        )
    }

    /// Appends the message about the position or size of a tensor.
    const fn push_place<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            SafeTensorsError::Outside {
                begin, end, bytes, ..
            } => {
                text.phrase(&[
                    Word(" has the offsets "),
                    Count(begin),
                    Word(" to "),
                    Count(end),
                ]);
                text.phrase(&[
                    Word(", which are not a range of the "),
                    Count(bytes),
                    Word(" bytes after the header"),
                ]);
            }
            SafeTensorsError::Size { bytes, needed, .. } => {
                text.phrase(&[Word(" has "), Count(bytes)]);
                text.push(" bytes, but its shape and type need ");
                match needed {
                    Some(needed) => text.digits(needed),
                    None => text.push("another number"),
                }
            }
            SafeTensorsError::Overlap { .. } => text.push(" overlaps another tensor"),
            _ => {}
        }
    }
}

/// The name of the readers with this limit.
const fn reader(most: u64) -> &'static str {
    if most > MOST_HEADER {
        "the format allows"
    } else {
        SMALL
    }
}

/// The name of the readers with the lower limits.
const SMALL: &str = "the compiler, or a program without the feature `alloc`, reads";

impl fmt::Display for SafeTensorsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::<LONGEST>::new();
        self.push_to(&mut text);
        text.fmt(f)
    }
}

/// The bytes of the longest message.
const LONGEST: usize = 240;

impl core::error::Error for SafeTensorsError {}
