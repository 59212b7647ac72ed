//! The types of numbers that the format knows.

/// The type of a tensor's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Dtype {
    /// IEEE 754, 32 bits.
    F32,
    /// IEEE 754, 16 bits.
    F16,
    /// The upper half of 32 bits.
    Bf16,
    /// One that networks of this crate have not; its name, and the bits of a number if they are known.
    Other(&'static str, usize),
}

impl Dtype {
    /// Its name in a header.
    pub const fn name(self) -> &'static str {
        match self {
            Dtype::F32 => "F32",
            Dtype::F16 => "F16",
            Dtype::Bf16 => "BF16",
            Dtype::Other(name, _) => name,
        }
    }

    /// The bits of one number; 0 if they are unknown.
    pub const fn bits(self) -> usize {
        match self {
            Dtype::F32 => 32,
            Dtype::F16 | Dtype::Bf16 => 16,
            Dtype::Other(_, bits) => bits,
        }
    }
}

/// The types of the format.
pub(super) const DTYPES: [Dtype; 18] = [
    Dtype::F32,
    Dtype::F16,
    Dtype::Bf16,
    Dtype::Other("F64", 64),
    Dtype::Other("I64", 64),
    Dtype::Other("I32", 32),
    Dtype::Other("I16", 16),
    Dtype::Other("I8", 8),
    Dtype::Other("U64", 64),
    Dtype::Other("U32", 32),
    Dtype::Other("U16", 16),
    Dtype::Other("U8", 8),
    Dtype::Other("BOOL", 8),
    Dtype::Other("C64", 64),
    Dtype::Other("F8_E4M3", 8),
    Dtype::Other("F8_E5M2", 8),
    Dtype::Other("F8_E8M0", 8),
    Dtype::Other("F4", 4),
];
