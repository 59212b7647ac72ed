//! A string in an array, which can be built at compile time: messages of compile errors, names of tensors.

use core::fmt;

/// A string of at most `MOST` bytes. Text that does not fit is left out.
#[derive(Clone, Copy)]
pub(crate) struct Text<const MOST: usize> {
    bytes: [u8; MOST],
    /// 16 bits, because errors that contain a text are passed by value.
    length: u16,
    is_whole: bool,
}

/// A part of a message.
#[derive(Clone, Copy)]
pub(crate) enum Piece<'a> {
    /// A text.
    Word(&'a str),
    /// A number.
    Count(usize),
}

impl<const MOST: usize> Text<MOST> {
    pub(crate) const fn new() -> Self {
        const { assert!(MOST <= u16::MAX as usize) };
        Text {
            bytes: [0; MOST],
            length: 0,
            is_whole: true,
        }
    }

    /// Appends a string completely or not at all.
    pub(crate) const fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        if text.len() > MOST - self.len() {
            self.is_whole = false;
            return;
        }
        let mut index = 0;
        while index < text.len() && self.len() < MOST {
            self.bytes[self.len()] = text[index];
            self.length += 1;
            index += 1;
        }
    }

    /// Appends a byte.
    pub(crate) const fn push_byte(&mut self, byte: u8) {
        if self.len() < MOST {
            self.bytes[self.len()] = byte;
            self.length += 1;
        } else {
            self.is_whole = false;
        }
    }

    /// Appends a number without separators.
    pub(crate) const fn digits(&mut self, number: usize) {
        // A 64-bit number has at most 20 digits. The last one comes first.
        let (mut digits, mut count, mut rest) = ([b'0'; 20], 0, number);
        while count < digits.len() {
            digits[count] += (rest % 10) as u8;
            count += 1;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        while count > 0 && count <= digits.len() {
            count -= 1;
            self.push_byte(digits[count]);
        }
    }

    /// Appends several pieces.
    pub(crate) const fn phrase(&mut self, mut pieces: &[Piece<'_>]) {
        while let Some((piece, rest)) = pieces.split_first() {
            match *piece {
                Piece::Word(word) => self.push(word),
                Piece::Count(count) => self.digits(count),
            }
            pieces = rest;
        }
    }

    /// Appends a number with thousands separators, padded to a width.
    pub(crate) const fn number(&mut self, number: u64, width: usize) {
        let mut length = 0;
        let mut rest = number;
        loop {
            length += 1;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        let commas = (length - 1) / 3;
        let mut blanks = length + commas;
        while blanks < width {
            self.push(" ");
            blanks += 1;
        }
        while length > 0 {
            length -= 1;
            self.push_byte(b'0' + (number / 10u64.pow(length as u32) % 10) as u8);
            if length > 0 && length.is_multiple_of(3) {
                self.push(",");
            }
        }
    }

    /// Appends a number with six decimal places.
    pub(crate) const fn decimal(&mut self, number: f64) {
        if !number.is_finite() {
            return self.push("not finite");
        }
        if number < 0.0 {
            self.push("-");
        }
        let millionths = (number.abs() * 1e6 + 0.5) as u64;
        self.digits((millionths / 1_000_000) as usize);
        self.push(".");
        let mut scale = 100_000;
        while scale > 0 {
            self.push_byte(b'0' + (millionths / scale % 10) as u8);
            scale /= 10;
        }
    }

    /// Keeps only the first bytes.
    pub(crate) const fn truncate(&mut self, length: usize) {
        if length < self.len() {
            self.length = length as u16;
        }
    }

    /// The length in bytes.
    pub(crate) const fn len(&self) -> usize {
        self.length as usize
    }

    /// Whether nothing was left out.
    pub(crate) const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether the text is equal to a string.
    pub(crate) const fn is(&self, text: &str) -> bool {
        let (mut one, mut other) = (self.as_bytes(), text.as_bytes());
        while let ([byte, rest @ ..], [same, others @ ..]) = (one, other) {
            if *byte != *same {
                return false;
            }
            (one, other) = (rest, others);
        }
        one.is_empty() && other.is_empty()
    }

    /// The bytes.
    pub(crate) const fn as_bytes(&self) -> &[u8] {
        match self.bytes.split_at_checked(self.len()) {
            Some((bytes, _)) => bytes,
            None => &[],
        }
    }

    /// The text.
    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.as_bytes()) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

impl<const MOST: usize> fmt::Display for Text<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<const MOST: usize> fmt::Debug for Text<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<const MOST: usize> PartialEq for Text<MOST> {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl<const MOST: usize> Eq for Text<MOST> {}
