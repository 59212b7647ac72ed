//! Iterates over the tensors of a header.

use super::json::Reader;
use super::string::JsonText;
use super::{Entry, SafeTensorsError, attempt, describe};

/// An iterator over the tensors of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entries<'a> {
    reader: Reader<'a>,
    data: &'a [u8],
    place: Place,
    has_metadata: bool,
}

/// A position in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the opening brace.
    Start,
    /// After it.
    Inside,
    /// After the closing brace.
    End,
}

impl<'a> Entries<'a> {
    pub(super) const fn new(header: &'a [u8], data: &'a [u8]) -> Self {
        Entries {
            reader: Reader::new(header),
            data,
            place: Place::Start,
            has_metadata: false,
        }
    }

    /// The next name. `None` after the last entry.
    const fn name(&mut self) -> Result<Option<JsonText<'a>>, SafeTensorsError> {
        let is_last = match self.place {
            Place::Start => {
                attempt!(self.reader.begin());
                self.place = Place::Inside;
                self.reader.accept(b'}')
            }
            Place::Inside => {
                let is_last = self.reader.accept(b'}');
                if !is_last {
                    attempt!(self.reader.expect(b',', "`,` or `}`"));
                }
                is_last
            }
            Place::End => return Ok(None),
        };
        if is_last {
            self.place = Place::End;
            attempt!(self.reader.finish());
            return Ok(None);
        }
        let name = attempt!(self.reader.text());
        attempt!(self.reader.expect(b':', "`:`"));
        Ok(Some(name))
    }

    /// The next entry that is not metadata.
    pub(crate) const fn step(&mut self) -> Result<Option<Entry<'a>>, SafeTensorsError> {
        loop {
            let Some(name) = attempt!(self.name()) else {
                return Ok(None);
            };
            if name.is(METADATA) {
                if self.has_metadata {
                    return Err(SafeTensorsError::SameName { at: name.at });
                }
                self.has_metadata = true;
                attempt!(describe::metadata(&mut self.reader));
            } else {
                let entry = attempt!(describe::read(&mut self.reader, name, self.data));
                return Ok(Some(entry));
            }
        }
    }

    /// The name of the next entry, including metadata. The header has been checked before.
    pub(super) const fn step_name(&mut self) -> Result<Option<JsonText<'a>>, SafeTensorsError> {
        let name = attempt!(self.name());
        if name.is_some() {
            attempt!(self.reader.skip_value());
        }
        Ok(name)
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        self.step().ok().flatten()
    }
}

/// The name of the metadata entry, which is not a tensor.
const METADATA: &str = "__metadata__";
