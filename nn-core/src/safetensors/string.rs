//! Strings in a header, with escape sequences.

/// The character of the escape sequence at a backslash, and the length of the sequence in bytes.
pub(super) const fn escaped(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    if at + 1 >= bytes.len() {
        return None;
    }
    let byte = match bytes[at + 1] {
        byte @ (b'"' | b'\\' | b'/') => byte,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'u' => return unicode(bytes, at),
        _ => return None,
    };
    Some((byte as u32, 2))
}

/// The character of `\u1234`, or of two such sequences that are a surrogate pair.
const fn unicode(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    match hexadecimal(bytes, at) {
        Some(high @ 0xD800..0xDC00) => match hexadecimal(bytes, at + 6) {
            Some(low @ 0xDC00..0xE000) => {
                Some((0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00), 12))
            }
            _ => None,
        },
        Some(0xDC00..0xE000) | None => None,
        Some(code) => Some((code, 6)),
    }
}

/// The code unit of `\u1234`.
const fn hexadecimal(bytes: &[u8], at: usize) -> Option<u32> {
    let Some((_, [b'\\', b'u', rest @ ..])) = bytes.split_at_checked(at) else {
        return None;
    };
    let Some((mut digits, _)) = rest.split_at_checked(4) else {
        return None;
    };
    let mut number = 0;
    while let Some((digit, others)) = digits.split_first() {
        let Some(digit) = (*digit as char).to_digit(16) else {
            return None;
        };
        number = number * 16 + digit;
        digits = others;
    }
    Some(number)
}

/// The UTF-8 bytes of a character, and their number.
const fn encoded(code: u32) -> ([u8; 4], usize) {
    match code {
        0..0x80 => ([code as u8, 0, 0, 0], 1),
        0x80..0x800 => ([(0xC0 | code >> 6) as u8, tail(code), 0, 0], 2),
        0x800..0x1_0000 => (
            [(0xE0 | code >> 12) as u8, tail(code >> 6), tail(code), 0],
            3,
        ),
        _ => (
            [
                (0xF0 | code >> 18) as u8,
                tail(code >> 12),
                tail(code >> 6),
                tail(code),
            ],
            4,
        ),
    }
}

/// The lowest six bits as a continuation byte.
const fn tail(code: u32) -> u8 {
    (0x80 | code & 0x3F) as u8
}

/// A string in a header: the bytes between the quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct JsonText<'a> {
    pub(super) bytes: &'a [u8],
    /// The position, from the beginning of the file.
    pub(super) at: usize,
}

impl<'a> JsonText<'a> {
    /// Whether the string is this name.
    pub(super) const fn is(&self, name: &str) -> bool {
        let (mut characters, mut name) = (Utf8::new(self.bytes), name.as_bytes());
        while let Some(byte) = characters.step() {
            match name.split_first() {
                Some((first, rest)) if *first == byte => name = rest,
                _ => return false,
            }
        }
        name.is_empty()
    }

    /// Whether both strings have the same characters.
    pub(super) const fn same(&self, other: &JsonText<'_>) -> bool {
        let (mut one, mut other) = (Utf8::new(self.bytes), Utf8::new(other.bytes));
        loop {
            match (one.step(), other.step()) {
                (Some(byte), Some(same)) if byte == same => {}
                (None, None) => return true,
                _ => return false,
            }
        }
    }

    /// Iterates over the UTF-8 bytes.
    pub(super) const fn utf8(&self) -> Utf8<'a> {
        Utf8::new(self.bytes)
    }
}

/// An iterator over the UTF-8 bytes of a string, with escape sequences replaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Utf8<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The remaining bytes of an escaped character.
    rest: [u8; 4],
    left: usize,
}

impl<'a> Utf8<'a> {
    const fn new(bytes: &'a [u8]) -> Self {
        Utf8 {
            bytes,
            at: 0,
            rest: [0; 4],
            left: 0,
        }
    }

    /// The next byte.
    pub(super) const fn step(&mut self) -> Option<u8> {
        if self.left > 0 {
            return Some(self.pop());
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        let byte = self.bytes[self.at];
        if byte != b'\\' {
            self.at += 1;
            return Some(byte);
        }
        let Some((code, length)) = escaped(self.bytes, self.at) else {
            return None;
        };
        self.at += length;
        let Some(character) = char::from_u32(code) else {
            return None;
        };
        (self.rest, self.left) = encoded(character as u32);
        Some(self.pop())
    }

    /// Removes the first remaining byte.
    const fn pop(&mut self) -> u8 {
        let [first, second, third, fourth] = self.rest;
        self.rest = [second, third, fourth, 0];
        self.left -= 1;
        first
    }
}
