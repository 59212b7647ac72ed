//! Reads the primitive values of a Protocol Buffers message from bytes.
//!
//! The reader of `rten-onnx` 0.27 does not end for a number that continues after ten bytes, and allocates what a length states before it
//! looks for the bytes. This one refuses both.

use rten_onnx::protobuf::{ErrorKind, OwnedValues, ProtobufError, ReadValue};

/// The longest number: 64 bits, seven in each byte.
const LONGEST: usize = 10;

/// The bytes of a message, and a position in them.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, position: 0 }
    }

    /// The next bytes.
    fn take(&mut self, length: usize) -> Result<&'a [u8], ProtobufError> {
        let end = self.position.checked_add(length);
        let found = end.and_then(|end| self.bytes.get(self.position..end));
        let found = found.ok_or_else(truncated)?;
        self.position += length;
        Ok(found)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ProtobufError> {
        let bytes = self.take(N)?;
        let array = bytes.first_chunk();
        Ok(*array.ok_or_else(truncated)?)
    }
}

/// The error of a file that ends too early.
fn truncated() -> ProtobufError {
    ProtobufError::new(ErrorKind::Eof)
}

impl ReadValue for Reader<'_> {
    type Types = OwnedValues;

    fn read_i32(&mut self) -> Result<i32, ProtobufError> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    fn read_i64(&mut self) -> Result<i64, ProtobufError> {
        Ok(i64::from_le_bytes(self.array()?))
    }

    fn read_varint(&mut self) -> Result<u64, ProtobufError> {
        if self.position == self.bytes.len() {
            // the end of the file, which is where a message may end
            return Err(truncated());
        }
        let mut value = 0;
        for index in 0..LONGEST {
            let [byte] = self.array()?;
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ProtobufError::new(ErrorKind::InvalidVarint))
    }

    fn read_bytes(&mut self, len: usize) -> Result<Vec<u8>, ProtobufError> {
        Ok(self.take(len)?.to_vec())
    }

    fn read_string(&mut self, len: usize) -> Result<String, ProtobufError> {
        let text = std::str::from_utf8(self.take(len)?);
        let text = text.map_err(|_| ProtobufError::new(ErrorKind::InvalidUtf8))?;
        Ok(text.to_owned())
    }

    fn skip(&mut self, len: usize) -> Result<(), ProtobufError> {
        self.take(len).map(drop)
    }

    fn position(&self) -> u64 {
        self.position as u64
    }
}
