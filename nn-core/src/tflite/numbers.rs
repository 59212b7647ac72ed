//! The types of values in a file.

use core::fmt;

/// The type of a tensor's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Numbers {
    /// IEEE 754, 32 bits.
    Float32,
    /// Signed, 8 bits.
    Int8,
    /// Signed, 32 bits.
    Int32,
    /// Signed, 64 bits.
    Int64,
    /// Any other type, with its number in the format. Its values are not read.
    Other(u8),
}

impl Numbers {
    pub(super) const fn of(number: u8) -> Self {
        match number {
            0 => Numbers::Float32,
            2 => Numbers::Int32,
            4 => Numbers::Int64,
            9 => Numbers::Int8,
            other => Numbers::Other(other),
        }
    }

    /// The name in the format, for example `FLOAT32`.
    pub const fn name(self) -> &'static str {
        let number = match self {
            Numbers::Float32 => 0,
            Numbers::Int32 => 2,
            Numbers::Int64 => 4,
            Numbers::Int8 => 9,
            Numbers::Other(number) => number,
        };
        match NAMES.split_at_checked(number as usize) {
            Some((_, [name, ..])) => name,
            _ => "a type that is not known",
        }
    }

    /// The number of bytes of one value. `None` for a type whose values are not read.
    pub const fn bytes(self) -> Option<usize> {
        match self {
            Numbers::Int8 => Some(1),
            Numbers::Float32 | Numbers::Int32 => Some(4),
            Numbers::Int64 => Some(8),
            Numbers::Other(_) => None,
        }
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of the types, in the order of their numbers.
const NAMES: [&str; 20] = [
    "FLOAT32",
    "FLOAT16",
    "INT32",
    "UINT8",
    "INT64",
    "STRING",
    "BOOL",
    "INT16",
    "COMPLEX64",
    "INT8",
    "FLOAT64",
    "COMPLEX128",
    "UINT64",
    "RESOURCE",
    "VARIANT",
    "UINT32",
    "UINT16",
    "INT4",
    "BFLOAT16",
    "INT2",
];
