//! One tensor of a file.

use core::fmt;

use super::string::JsonText;
use super::{Dtype, float};
use crate::text::Text;

/// The most dimensions that are kept of a tensor.
pub(super) const MOST_DIMENSIONS: usize = 8;

/// A tensor of a file.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub(super) name: JsonText<'a>,
    pub(super) dtype: Dtype,
    pub(super) sizes: [usize; MOST_DIMENSIONS],
    pub(super) dimensions: usize,
    /// How many numbers it has, unless that overflows.
    pub(super) elements: Option<usize>,
    /// Its first byte, counted behind the header.
    pub(super) begin: usize,
    /// The byte behind its last.
    pub(super) end: usize,
    pub(super) data: &'a [u8],
}

impl<'a> Entry<'a> {
    /// Its name.
    pub const fn name(&self) -> Printed<'a> {
        Printed(self.name)
    }

    /// Whether its name ends so.
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

    /// Whether this is its name.
    pub const fn is_named(&self, name: &str) -> bool {
        self.name.is(name)
    }

    /// The type of its numbers.
    pub const fn dtype(&self) -> Dtype {
        self.dtype
    }

    /// Its sizes, outermost first. Of a tensor with more than 8 [dimensions](Self::dimensions), the first 8.
    pub const fn shape(&self) -> &[usize] {
        match self.sizes.split_at_checked(self.dimensions) {
            Some((sizes, _)) => sizes,
            None => &self.sizes,
        }
    }

    /// How many dimensions it has.
    pub const fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Its bytes.
    pub const fn data(&self) -> &'a [u8] {
        self.data
    }

    /// The index of its first number that is not finite in 32 bits.
    pub(crate) const fn first_not_finite(&self) -> Option<usize> {
        float::first_not_finite(self.data, self.dtype)
    }

    /// Whether the number of this index is finite, but too large for 32 bits.
    pub(crate) const fn is_too_large(&self, index: usize) -> bool {
        float::is_too_large(self.data, self.dtype, index)
    }

    /// Writes the numbers to `values`, where `outputs` neighbors belong to different outputs.
    pub(crate) const fn fill(&self, values: &mut [f32], outputs: usize) {
        float::fill(values, outputs, self.data, self.dtype);
    }

    /// The number of this index, rounded to 32 bits. `None` behind the last number and for other types.
    pub const fn get(&self, index: usize) -> Option<f32> {
        float::get(self.data, self.dtype, index)
    }
}

/// The name of a tensor, its escaped characters replaced.
#[derive(Clone, Copy)]
pub struct Printed<'a>(JsonText<'a>);

impl Printed<'_> {
    /// Adds it to a text.
    pub(crate) const fn push_to<const MOST: usize>(&self, text: &mut Text<MOST>) {
        let mut characters = self.0.utf8();
        while let Some(byte) = characters.step() {
            text.push_byte(byte);
        }
    }
}

impl fmt::Display for Printed<'_> {
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

impl fmt::Debug for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{self}`")
    }
}

impl Entry<'_> {
    /// The bytes that its shape needs for numbers of this many bits.
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
