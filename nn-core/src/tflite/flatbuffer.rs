//! Reads tables and lists in the [FlatBuffers](https://flatbuffers.dev/internals/) format. Everything is checked when it is read.
//!
//! All numbers are little-endian, and all offsets are relative to where they are stored. A table begins with the distance back to
//! the list of its fields' places. A field that is not there has its default value.

use super::TfliteError;
use super::bytes::{bytes, follow, outside, position};
use crate::attempt::attempt;

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Table<'a> {
    file: &'a [u8],
    /// The position of the table.
    pub(super) at: usize,
    /// The position of the places of its fields.
    places: usize,
    /// The number of places.
    fields: usize,
    /// The length of the table in bytes.
    length: usize,
}

/// A list of numbers or of offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List<'a> {
    file: &'a [u8],
    /// The position of the first element.
    pub(super) at: usize,
    /// The number of elements.
    pub(super) len: usize,
    /// The elements.
    pub(super) bytes: &'a [u8],
}

impl<'a> Table<'a> {
    /// The table that the offset at a position refers to.
    pub(super) const fn follow(
        file: &'a [u8],
        at: usize,
        what: &'static str,
    ) -> Result<Self, TfliteError> {
        Self::open(file, attempt!(follow(file, at, what)), what)
    }

    /// The table at a position.
    const fn open(file: &'a [u8], at: usize, what: &'static str) -> Result<Self, TfliteError> {
        let Some(back) = bytes(file, at) else {
            return outside(at, what);
        };
        let list = at as i64 - i32::from_le_bytes(*back) as i64;
        if list < 0 || list >= file.len() as i64 {
            return outside(at, what);
        }
        let list = list as usize;
        let Some([a, b, c, d]) = bytes(file, list) else {
            return outside(list, what);
        };
        let size = u16::from_le_bytes([*a, *b]) as usize;
        let length = u16::from_le_bytes([*c, *d]) as usize;
        if size < 4 || length < 4 || size > file.len() - list || length > file.len() - at {
            return outside(at, what);
        }
        Ok(Table {
            file,
            at,
            places: list + 4,
            fields: (size - 4) / 2,
            length,
        })
    }

    /// The position of a field of this many bytes. `None` if it is not there.
    const fn place(&self, field: usize, width: usize) -> Result<Option<usize>, TfliteError> {
        if field >= self.fields {
            return Ok(None);
        }
        let Some(place) = bytes(self.file, self.places + 2 * field) else {
            return outside(self.at, "a field");
        };
        match u16::from_le_bytes(*place) as usize {
            0 => Ok(None),
            place if place >= 4 && place + width <= self.length => Ok(Some(self.at + place)),
            _ => outside(self.at, "a field"),
        }
    }

    /// The bytes of a field, or its default.
    const fn number<const N: usize>(
        &self,
        field: usize,
        default: [u8; N],
    ) -> Result<[u8; N], TfliteError> {
        match attempt!(self.place(field, N)) {
            Some(place) => match bytes(self.file, place) {
                Some(bytes) => Ok(*bytes),
                None => outside(place, "a field"),
            },
            None => Ok(default),
        }
    }

    /// A field of 8 bits, 0 by default.
    pub(super) const fn byte(&self, field: usize) -> Result<u8, TfliteError> {
        let [byte] = attempt!(self.number(field, [0]));
        Ok(byte)
    }

    /// A field of 32 bits.
    pub(super) const fn int(&self, field: usize, default: i32) -> Result<i32, TfliteError> {
        let bytes = attempt!(self.number(field, default.to_le_bytes()));
        Ok(i32::from_le_bytes(bytes))
    }

    /// A field of 64 bits, 0 by default.
    pub(super) const fn long(&self, field: usize) -> Result<u64, TfliteError> {
        let bytes = attempt!(self.number(field, [0; 8]));
        Ok(u64::from_le_bytes(bytes))
    }

    /// A floating-point field, 0 by default.
    pub(super) const fn float(&self, field: usize) -> Result<f32, TfliteError> {
        let bytes = attempt!(self.number(field, [0; 4]));
        Ok(f32::from_le_bytes(bytes))
    }

    /// Whether a field that is an offset is there.
    pub(super) const fn has(&self, field: usize) -> Result<bool, TfliteError> {
        Ok(attempt!(self.place(field, 4)).is_some())
    }

    /// A table in a field.
    pub(super) const fn table(
        &self,
        field: usize,
        what: &'static str,
    ) -> Result<Option<Table<'a>>, TfliteError> {
        match attempt!(self.place(field, 4)) {
            Some(place) => Ok(Some(attempt!(Table::follow(self.file, place, what)))),
            None => Ok(None),
        }
    }

    /// A list in a field, with elements of this many bytes. A list that is not there is empty.
    pub(super) const fn list(
        &self,
        field: usize,
        width: usize,
        what: &'static str,
    ) -> Result<List<'a>, TfliteError> {
        let Some(place) = attempt!(self.place(field, 4)) else {
            return Ok(List::EMPTY);
        };
        List::open(
            self.file,
            attempt!(follow(self.file, place, what)),
            width,
            what,
        )
    }
}

impl<'a> List<'a> {
    pub(super) const EMPTY: Self = List {
        file: &[],
        at: 0,
        len: 0,
        bytes: &[],
    };

    const fn open(
        file: &'a [u8],
        start: usize,
        width: usize,
        what: &'static str,
    ) -> Result<Self, TfliteError> {
        let Some((_, [a, b, c, d, rest @ ..])) = file.split_at_checked(start) else {
            return outside(start, what);
        };
        let bytes = match position(u32::from_le_bytes([*a, *b, *c, *d])) {
            Some(len) => match len.checked_mul(width) {
                Some(bytes) => rest.split_at_checked(bytes),
                None => None,
            },
            None => None,
        };
        match bytes {
            Some((bytes, _)) => Ok(List {
                file,
                at: start + 4,
                len: bytes.len() / width,
                bytes,
            }),
            None => outside(start, what),
        }
    }

    /// The table at an index of a list of tables.
    pub(super) const fn table(
        &self,
        index: usize,
        what: &'static str,
    ) -> Result<Table<'a>, TfliteError> {
        if index >= self.len {
            let (at, count) = (self.at, self.len);
            return Err(TfliteError::Index {
                at,
                what,
                index: index as i64,
                count,
            });
        }
        Table::follow(self.file, self.at + 4 * index, what)
    }

    /// The number of 32 bits at an index.
    pub(super) const fn int(&self, index: usize) -> Option<i32> {
        match self.bytes.as_chunks::<4>().0.split_at_checked(index) {
            Some((_, [bytes, ..])) => Some(i32::from_le_bytes(*bytes)),
            _ => None,
        }
    }

    /// The number of 64 bits at an index.
    pub(super) const fn long(&self, index: usize) -> Option<i64> {
        match self.bytes.as_chunks::<8>().0.split_at_checked(index) {
            Some((_, [bytes, ..])) => Some(i64::from_le_bytes(*bytes)),
            _ => None,
        }
    }

    /// The floating-point number at an index.
    pub(super) const fn float(&self, index: usize) -> Option<f32> {
        match self.int(index) {
            Some(bits) => Some(f32::from_bits(bits as u32)),
            None => None,
        }
    }
}
