//! The tensors of a header, one after the other.

use super::json::Reader;
use super::string::JsonText;
use super::{Entry, Fault, attempt, describe};

/// The tensors of a file, one by one.
#[derive(Debug, Clone, Copy)]
pub struct Entries<'a> {
    reader: Reader<'a>,
    data: &'a [u8],
    is_begun: bool,
    has_metadata: bool,
}

impl<'a> Entries<'a> {
    pub(super) const fn new(header: &'a [u8], data: &'a [u8]) -> Self {
        Entries {
            reader: Reader::new(header),
            data,
            is_begun: false,
            has_metadata: false,
        }
    }

    /// The next name, before which comes what `{` or `,` promises.
    const fn name(&mut self) -> Result<Option<JsonText<'a>>, Fault> {
        if !self.is_begun {
            self.is_begun = true;
            attempt!(self.reader.begin());
            if self.reader.accept(b'}') {
                attempt!(self.reader.finish());
                return Ok(None);
            }
        } else if self.reader.accept(b'}') {
            attempt!(self.reader.finish());
            return Ok(None);
        } else {
            attempt!(self.reader.expect(b',', "`,` or `}`"));
        }
        let name = attempt!(self.reader.text());
        attempt!(self.reader.expect(b':', "`:`"));
        Ok(Some(name))
    }

    /// The next entry that is no metadata.
    pub(crate) const fn step(&mut self) -> Result<Option<Entry<'a>>, Fault> {
        loop {
            if self.is_begun && self.reader.is_done() {
                return Ok(None);
            }
            let Some(name) = attempt!(self.name()) else {
                return Ok(None);
            };
            if name.is(METADATA) {
                if self.has_metadata {
                    return Err(Fault::SameName { at: name.at });
                }
                self.has_metadata = true;
                attempt!(describe::metadata(&mut self.reader));
            } else {
                let entry = attempt!(describe::read(&mut self.reader, name, self.data));
                return Ok(Some(entry));
            }
        }
    }

    /// The name of the next entry of a header that has been read before, metadata included.
    pub(super) const fn step_name(&mut self) -> Result<Option<JsonText<'a>>, Fault> {
        if self.reader.is_done() {
            return Ok(None);
        }
        let name = attempt!(self.name());
        if name.is_some() {
            attempt!(self.reader.skip_object());
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

/// What is no tensor.
const METADATA: &str = "__metadata__";
