//! What can be wrong with a file of tensors.

use core::fmt;

use super::{Foreign, MOST_HEADER};
use crate::text::Piece::{Count, Word};
use crate::text::Text;

/// Why a file is not in the format safetensors. Places are bytes from the beginning of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Fault {
    /// It has not even the eight bytes that state the header's length.
    TooShort {
        /// The bytes that it has.
        bytes: usize,
    },
    /// It ends before its header does.
    Truncated {
        /// The length of the header.
        header: u64,
        /// The bytes that follow.
        bytes: usize,
    },
    /// Its header is longer than is read here.
    LongHeader {
        /// The length of the header.
        header: u64,
        /// The most that is read.
        most: u64,
    },
    /// It is of another format.
    Foreign {
        /// The format.
        format: Foreign,
    },
    /// Its header is not UTF-8.
    NotUtf8 {
        /// The first byte that is not.
        at: usize,
    },
    /// Its header is not JSON, or not what the format has in it.
    Syntax {
        /// Where.
        at: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// It has more tensors than are read here.
    TooMany {
        /// The most that are read.
        most: usize,
    },
    /// Two tensors have the same name.
    SameName {
        /// Where the second begins.
        at: usize,
    },
    /// A tensor lies outside the file, or ends before it begins.
    Outside {
        /// Where the tensor is described.
        at: usize,
        /// Its first byte, counted behind the header.
        begin: usize,
        /// The byte behind its last.
        end: usize,
        /// The bytes behind the header.
        bytes: usize,
    },
    /// A tensor has not as many bytes as its shape and type need.
    Size {
        /// Where the tensor is described.
        at: usize,
        /// The bytes that it has.
        bytes: usize,
        /// The bytes that it needs, if that can be stated.
        needed: Option<usize>,
    },
    /// Two tensors lie at the same place.
    Overlap {
        /// Where the second is described.
        at: usize,
    },
    /// The tensors are not all that is behind the header: the file is longer than they, or has a hole.
    Uncovered {
        /// The bytes of all tensors.
        covered: usize,
        /// The bytes behind the header.
        bytes: usize,
    },
}

impl Fault {
    /// The error of a refused file: that it has another format, if its first bytes say so, or this one.
    pub(super) const fn or_foreign(self, bytes: &[u8]) -> Self {
        match Foreign::of(bytes) {
            Some(format) => Fault::Foreign { format },
            None => self,
        }
    }

    /// Adds what is wrong to a text.
    pub(crate) const fn push_to<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            Fault::TooShort { bytes } => {
                text.phrase(&[Word("it has "), Count(bytes)]);
                text.push(" bytes, but the length of the header alone takes 8");
            }
            Fault::Truncated { header, bytes } => {
                text.push("its first 8 bytes announce a header of ");
                text.number(header, 0);
                text.phrase(&[Word(" bytes, but only "), Count(bytes), Word(" follow")]);
            }
            Fault::LongHeader { header, most } => {
                text.push("its header has ");
                text.number(header, 0);
                text.phrase(&[Word(" bytes, but "), Word(reader(most)), Word(" at most ")]);
                text.number(most, 0);
            }
            Fault::Foreign { format } => text.push(format.advice()),
            Fault::NotUtf8 { at } => {
                text.phrase(&[Word("its header is not UTF-8 at byte "), Count(at)]);
            }
            Fault::Syntax { at, expected } => {
                text.phrase(&[
                    Word("at byte "),
                    Count(at),
                    Word(" should stand "),
                    Word(expected),
                ]);
            }
            Fault::TooMany { most } => {
                text.push("it has more than ");
                text.number(most as u64, 0);
                text.phrase(&[Word(" tensors, the most that "), Word(SMALL)]);
            }
            Fault::SameName { at } => text.phrase(&[
                Word("the name at byte "),
                Count(at),
                Word(" is there twice"),
            ]),
            Fault::Uncovered { covered, bytes } => {
                text.phrase(&[
                    Count(bytes),
                    Word(" bytes are behind the header, but its tensors have "),
                ]);
                text.digits(covered);
            }
            Fault::Outside { at, .. } | Fault::Size { at, .. } | Fault::Overlap { at } => {
                text.phrase(&[Word("the tensor at byte "), Count(at)]);
                self.push_place(text);
            }
        }
    }

    /// Whether the file may be in the format, but is larger than what is read here.
    pub(crate) const fn is_limit(&self) -> bool {
        matches!(self, Fault::LongHeader { .. } | Fault::TooMany { .. })
    }

    /// Adds what is wrong with the place of a tensor.
    const fn push_place<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match *self {
            Fault::Outside {
                begin, end, bytes, ..
            } => {
                text.phrase(&[
                    Word(" should lie from "),
                    Count(begin),
                    Word(" to "),
                    Count(end),
                ]);
                text.phrase(&[
                    Word(" of the "),
                    Count(bytes),
                    Word(" bytes behind the header"),
                ]);
            }
            Fault::Size { bytes, needed, .. } => {
                text.phrase(&[Word(" has "), Count(bytes)]);
                text.push(" bytes, but its shape and type need ");
                match needed {
                    Some(needed) => text.digits(needed),
                    None => text.push("another number"),
                }
            }
            Fault::Overlap { .. } => text.push(" lies where another does"),
            _ => {}
        }
    }
}

/// The readers that take headers of this length.
const fn reader(most: u64) -> &'static str {
    if most > MOST_HEADER {
        "the format allows"
    } else {
        SMALL
    }
}

/// The readers that take no large headers.
const SMALL: &str = "the compiler, or a program without the feature `alloc`, reads";

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::<LONGEST>::new();
        self.push_to(&mut text);
        text.fmt(f)
    }
}

/// The longest description.
const LONGEST: usize = 240;

impl core::error::Error for Fault {}
