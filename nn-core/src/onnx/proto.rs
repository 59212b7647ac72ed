//! The wire format of protocol buffers, as far as models need it.
//!
//! Source: <https://protobuf.dev/programming-guides/encoding/>.

use std::vec::Vec;

/// The type of the next field: an integer of variable length.
const VARINT: u64 = 0;
/// The type of the next field: a length and as many bytes.
const BYTES: u64 = 2;
/// The type of the next field: four bytes.
const FOUR_BYTES: u64 = 5;

/// The bytes of a message.
#[derive(Debug, Clone, Default)]
pub(super) struct Message(Vec<u8>);

impl Message {
    /// Adds an integer.
    pub(super) fn integer(&mut self, field: u64, value: i64) {
        self.tag(field, VARINT);
        self.varint(value.cast_unsigned());
    }

    /// Adds a real number.
    pub(super) fn real(&mut self, field: u64, value: f32) {
        self.tag(field, FOUR_BYTES);
        self.0.extend(value.to_le_bytes());
    }

    /// Adds bytes.
    pub(super) fn bytes(&mut self, field: u64, bytes: &[u8]) {
        self.tag(field, BYTES);
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// Adds a string.
    pub(super) fn text(&mut self, field: u64, text: &str) {
        self.bytes(field, text.as_bytes());
    }

    /// Adds a message.
    pub(super) fn message(&mut self, field: u64, message: &Message) {
        self.bytes(field, &message.0);
    }

    /// The bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    fn tag(&mut self, field: u64, kind: u64) {
        self.varint(field << 3 | kind);
    }

    /// Adds seven bits per byte, the lowest first. The highest bit of a byte states that more follow.
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    /// The examples of the documentation of protocol buffers.
    #[test]
    fn examples() {
        let mut inner = Message::default();
        inner.integer(1, 150);
        assert_eq!(inner.0, [0x08, 0x96, 0x01]);
        let mut text = Message::default();
        text.text(2, "testing");
        assert_eq!(text.0, *b"\x12\x07testing");
        let mut outer = Message::default();
        outer.message(3, &inner);
        assert_eq!(outer.0, [0x1A, 0x03, 0x08, 0x96, 0x01]);
    }

    #[test]
    fn numbers() {
        let mut message = Message::default();
        message.integer(1, -2);
        assert_eq!(
            message.0,
            [8, 0xFE, 255, 255, 255, 255, 255, 255, 255, 255, 1]
        );
        let mut message = Message::default();
        message.real(2, 1.0);
        assert_eq!(message.0, [0x15, 0, 0, 0x80, 0x3F]);
    }
}
