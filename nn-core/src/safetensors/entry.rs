//! One tensor of a file.

use core::fmt;

use super::string::JsonText;
use super::{Dtype, float, integer};
use crate::state::{Domain, Kind};
use crate::text::Text;

/// The maximum number of dimensions that are stored.
pub(super) const MOST_DIMENSIONS: usize = 8;

/// A tensor of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    pub(super) name: JsonText<'a>,
    pub(super) dtype: Dtype,
    pub(super) sizes: [usize; MOST_DIMENSIONS],
    pub(super) dimensions: usize,
    /// The number of values. `None` if it overflows.
    pub(super) elements: Option<usize>,
    /// The offset of the first byte, relative to the end of the header.
    pub(super) begin: usize,
    /// The offset after the last byte.
    pub(super) end: usize,
    pub(super) data: &'a [u8],
}

impl<'a> Entry<'a> {
    /// The name.
    pub const fn name(&self) -> TensorName<'a> {
        TensorName(self.name)
    }

    /// Whether the name has this suffix.
    pub(crate) const fn ends_with(&self, end: &str) -> bool {
        let (mut characters, mut length) = (self.name.utf8(), 0);
        while characters.step().is_some() {
            length += 1;
        }
        let mut characters = self.name.utf8();
        while length > end.len() {
            characters.step();
            length -= 1;
        }
        let mut end = end.as_bytes();
        while let Some((byte, rest)) = end.split_first() {
            match characters.step() {
                Some(same) if same == *byte => end = rest,
                _ => return false,
            }
        }
        true
    }

    /// Whether this is the name.
    pub const fn is_named(&self, name: &str) -> bool {
        self.name.is(name)
    }

    /// The type of the values.
    pub const fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// The sizes, outermost first. For a tensor with more than 8 [dimensions](Self::dimensions), the first 8.
    pub const fn shape(&self) -> &[usize] {
        match self.sizes.split_at_checked(self.dimensions) {
            Some((sizes, _)) => sizes,
            None => &self.sizes,
        }
    }

    /// The number of dimensions.
    pub const fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The bytes.
    pub const fn data(&self) -> &'a [u8] {
        self.data
    }

    /// The index of the first value that is not finite as `f32`.
    pub(crate) const fn first_not_finite(&self) -> Option<usize> {
        float::first_not_finite(self.data, self.dtype)
    }

    /// The index of the first value that is not in a domain. Integers of 8 bits are in all domains.
    pub(crate) const fn first_outside(&self, domain: Domain) -> Option<usize> {
        if matches!(domain, Domain::All) {
            return None;
        }
        if self.dtype.is(Kind::I32.name()) {
            return integer::first_outside(self.data, domain);
        }
        let mut index = 0;
        while let Some(number) = self.get(index) {
            if !domain.has_real(number) {
                return Some(index);
            }
            index += 1;
        }
        None
    }

    /// Whether the value at an index is finite, but overflows `f32`.
    pub(crate) const fn is_too_large(&self, index: usize) -> bool {
        float::is_too_large(self.data, self.dtype, index)
    }

    /// Writes the values in memory order, in which `outputs` consecutive values belong to different outputs.
    pub(crate) const fn fill(&self, values: &mut [f32], outputs: usize) {
        float::fill(values, outputs, self.data, self.dtype);
    }

    /// Writes integers of this kind as words of 32 bits. Those of 8 bits are in the order of memory.
    pub(crate) const fn fill_words(&self, words: &mut [u32], kind: Kind) {
        match kind {
            Kind::I8 => integer::fill_i8(words, self.data),
            Kind::I32 => integer::fill_i32(words, self.data),
            Kind::F32 => {}
        }
    }

    /// The value at an index, rounded to `f32`. `None` after the last value and for types that are not read.
    pub const fn get(&self, index: usize) -> Option<f32> {
        float::get(self.data, self.dtype, index)
    }
}

/// The name of a tensor. Escaped characters are replaced.
#[derive(Clone, Copy)]
pub struct TensorName<'a>(JsonText<'a>);

impl TensorName<'_> {
    /// Appends the name to a text.
    pub(crate) const fn push_to<const MOST: usize>(&self, text: &mut Text<MOST>) {
        let mut characters = self.0.utf8();
        while let Some(byte) = characters.step() {
            text.push_byte(byte);
        }
    }
}

impl PartialEq for TensorName<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(&other.0)
    }
}

impl Eq for TensorName<'_> {}

impl PartialEq<str> for TensorName<'_> {
    fn eq(&self, name: &str) -> bool {
        self.0.is(name)
    }
}

impl PartialEq<&str> for TensorName<'_> {
    fn eq(&self, name: &&str) -> bool {
        self.0.is(name)
    }
}

impl fmt::Display for TensorName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.utf8();
        let (mut character, mut length) = ([0; 4], 0);
        while let Some(byte) = characters.step() {
            if let Some(place) = character.get_mut(length) {
                *place = byte;
                length += 1;
            }
            let whole = character.get(..length).map(core::str::from_utf8);
            if let Some(Ok(text)) = whole {
                f.write_str(text)?;
                length = 0;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for TensorName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{self}`")
    }
}

impl Entry<'_> {
    /// The number of bytes of all values, if each has this many bits.
    pub(super) const fn bytes(&self, bits: usize) -> Option<usize> {
        let bits = match self.elements {
            Some(elements) => elements.checked_mul(bits),
            None => None,
        };
        match bits {
            Some(bits) if bits.is_multiple_of(8) => Some(bits / 8),
            _ => None,
        }
    }
}
