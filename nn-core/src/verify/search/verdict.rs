//! What a search finds.

use alloc::vec::Vec;
use core::fmt;

/// The result of [`Verifier::decide`](super::Verifier::decide).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// The property holds for every input of the region, for the bits that the network computes.
    Proved {
        /// The number of parts into which the region was split, including those that were split again.
        parts: usize,
    },
    /// The network violates the property at this input, which it was run with.
    Counterexample(Vec<f32>),
    /// Neither a proof nor a counterexample was found.
    Unknown {
        /// The number of parts that were examined.
        parts: usize,
        /// Why the search ended.
        reason: Unknown,
    },
}

/// Why a search ended without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unknown {
    /// It examined as many parts as were allowed.
    Parts,
    /// It took as much time as was allowed.
    Time,
    /// A part has no smaller parts.
    Point,
    /// A value of the network may be infinite or NaN.
    NotFinite,
    /// The region has not as many intervals as the network has inputs, or one of them is not finite.
    Region,
    /// The property is about an output that the network does not have.
    Output,
}

impl Verdict {
    /// Whether the property is proved.
    pub fn is_proved(&self) -> bool {
        matches!(self, Verdict::Proved { .. })
    }

    /// The input that violates the property.
    pub fn counterexample(&self) -> Option<&[f32]> {
        match self {
            Verdict::Counterexample(input) => Some(input),
            _ => None,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Proved { parts: 1 } => f.write_str("proved at once"),
            Verdict::Proved { parts } => write!(f, "proved in {parts} parts"),
            Verdict::Counterexample(input) => write!(f, "violated by the input {input:?}"),
            Verdict::Unknown { parts, reason } => {
                write!(f, "unknown after {parts} parts: {reason}")
            }
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unknown::Parts => "the limit of parts is reached",
            Unknown::Time => "the limit of time is reached",
            Unknown::Point => "a part of the region cannot be split",
            Unknown::NotFinite => "a value of the network may be infinite or NaN",
            Unknown::Region => {
                "the region must have one finite interval for each input of the network"
            }
            Unknown::Output => "the property names an output that the network does not have",
        })
    }
}
