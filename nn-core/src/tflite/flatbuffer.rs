//! Reads tables and lists in the [FlatBuffers](https://flatbuffers.dev/internals/) format. Everything is checked when it is read.
//!
//! All numbers are little-endian, and all offsets are relative to where they are stored. A table begins with the distance back to
//! the list of its fields' places. A field that is not there has its default value.

use super::TfliteError;
use super::bytes::{follow, outside, short, word};
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
        let Some(back) = word!(file, at) else {
            return outside(at, what);
        };
        let list = at as i64 - back as i32 as i64;
        if list < 0 || list >= file.len() as i64 {
            return outside(at, what);
        }
        let list = list as usize;
        let (Some(size), Some(length)) = (short!(file, list), short!(file, list + 2)) else {
            return outside(list, what);
        };
        let (size, length) = (size as usize, length as usize);
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
        let Some(place) = short!(self.file, self.places + 2 * field) else {
            return outside(self.at, "a field");
        };
        match place as usize {
            0 => Ok(None),
            place if place >= 4 && place + width <= self.length => Ok(Some(self.at + place)),
            _ => outside(self.at, "a field"),
        }
    }

    /// A field of 8 bits, 0 by default.
    pub(super) const fn byte(&self, field: usize) -> Result<u8, TfliteError> {
        match attempt!(self.place(field, 1)) {
            Some(place) if place < self.file.len() => Ok(self.file[place]),
            Some(place) => outside(place, "a field"),
            None => Ok(0),
        }
    }

    /// A field of 32 bits.
    pub(super) const fn int(&self, field: usize, default: i32) -> Result<i32, TfliteError> {
        match attempt!(self.place(field, 4)) {
            Some(place) => match word!(self.file, place) {
                Some(number) => Ok(number as i32),
                None => outside(place, "a field"),
            },
            None => Ok(default),
        }
    }

    /// A field of 64 bits, 0 by default.
    pub(super) const fn long(&self, field: usize) -> Result<u64, TfliteError> {
        match attempt!(self.place(field, 8)) {
            Some(place) => match (word!(self.file, place), word!(self.file, place + 4)) {
                (Some(low), Some(high)) => Ok(low as u64 | (high as u64) << 32),
                _ => outside(place, "a field"),
            },
            None => Ok(0),
        }
    }

    /// A floating-point field, 0 by default.
    pub(super) const fn float(&self, field: usize) -> Result<f32, TfliteError> {
        Ok(f32::from_bits(attempt!(self.int(field, 0)) as u32))
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
        let bytes = match word!(file, start) {
            Some(len) if len as usize as u32 == len => match (len as usize).checked_mul(width) {
                Some(bytes) if bytes <= file.len() - start - 4 => {
                    file.split_at(start + 4).1.split_at_checked(bytes)
                }
                _ => None,
            },
            _ => None,
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
        if index >= self.len {
            return None;
        }
        match word!(self.bytes, 4 * index) {
            Some(number) => Some(number as i32),
            None => None,
        }
    }

    /// The number of 64 bits at an index.
    pub(super) const fn long(&self, index: usize) -> Option<i64> {
        if index >= self.len {
            return None;
        }
        match (
            word!(self.bytes, 8 * index),
            word!(self.bytes, 8 * index + 4),
        ) {
            (Some(low), Some(high)) => Some((low as u64 | (high as u64) << 32) as i64),
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
