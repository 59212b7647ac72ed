//! The types of values in a file.

use core::fmt;

use super::string::JsonText;
use crate::text::Text;

/// The type of a tensor's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Dtype {
    /// IEEE 754, 64 bits.
    F64,
    /// IEEE 754, 32 bits.
    F32,
    /// IEEE 754, 16 bits.
    F16,
    /// bfloat16, the upper half of an `f32`.
    Bf16,
    /// Any other type, known to the format or not. Its values are not read.
    Other(DtypeName),
}

/// The name of a type: at most 16 capital letters, digits and underscores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DtypeName(Text<16>);

impl Dtype {
    /// The type with this name, if the name is valid.
    pub(super) const fn read(text: &JsonText<'_>) -> Option<Dtype> {
        let mut rest: &[Dtype] = &READ;
        while let Some((dtype, others)) = rest.split_first() {
            if text.is(dtype.name()) {
                return Some(*dtype);
            }
            rest = others;
        }
        let (mut name, mut characters) = (Text::new(), text.utf8());
        while let Some(byte) = characters.step() {
            match byte {
                b'A'..=b'Z' | b'0'..=b'9' | b'_' => name.push_byte(byte),
                _ => return None,
            }
        }
        if name.is_whole() && name.len() > 0 {
            Some(Dtype::Other(DtypeName(name)))
        } else {
            None
        }
    }

    /// The name in a header.
    pub const fn name(&self) -> &str {
        match self {
            Dtype::F64 => "F64",
            Dtype::F32 => "F32",
            Dtype::F16 => "F16",
            Dtype::Bf16 => "BF16",
            Dtype::Other(name) => name.0.as_str(),
        }
    }

    /// Whether this is the name of the type.
    pub(crate) const fn is(&self, name: &str) -> bool {
        match self {
            Dtype::Other(other) => other.0.is(name),
            Dtype::F64 | Dtype::F32 | Dtype::F16 | Dtype::Bf16 => false,
        }
    }

    /// The number of bits of one value. `None` for a type that this crate does not know.
    pub const fn bits(&self) -> Option<usize> {
        match self {
            Dtype::F64 => Some(64),
            Dtype::F32 => Some(32),
            Dtype::F16 | Dtype::Bf16 => Some(16),
            Dtype::Other(name) => name.bits(),
        }
    }
}

impl DtypeName {
    const fn bits(&self) -> Option<usize> {
        let mut rest: &[(&str, usize)] = &OTHERS;
        while let Some(((name, bits), others)) = rest.split_first() {
            if self.0.is(name) {
                return Some(*bits);
            }
            rest = others;
        }
        None
    }
}

impl fmt::Display for DtypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for DtypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for DtypeName {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{}", self.0.as_str());
    }
}

/// The types whose values are read, the most common first.
const READ: [Dtype; 4] = [Dtype::F32, Dtype::F16, Dtype::Bf16, Dtype::F64];

/// The other types of the format, and the bits of a value.
const OTHERS: [(&str, usize); 18] = [
    ("BOOL", 8),
    ("F4", 4),
    ("F6_E2M3", 6),
    ("F6_E3M2", 6),
    ("U8", 8),
    ("I8", 8),
    ("F8_E5M2", 8),
    ("F8_E4M3", 8),
    ("F8_E8M0", 8),
    ("F8_E4M3FNUZ", 8),
    ("F8_E5M2FNUZ", 8),
    ("I16", 16),
    ("U16", 16),
    ("I32", 32),
    ("U32", 32),
    ("C64", 64),
    ("I64", 64),
    ("U64", 64),
];
