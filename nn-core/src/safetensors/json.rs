//! A reader for the JSON of headers: strings, natural numbers, objects and arrays.

use super::string::{JsonText, escaped};
use super::{SafeTensorsError, attempt};

/// A reader at a position in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The bytes of the file before the header.
const BEFORE: usize = 8;

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    /// The position, from the beginning of the file.
    pub(super) const fn at(&self) -> usize {
        BEFORE + self.at
    }

    /// Whether the reader is at the end.
    pub(super) const fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    const fn peek(&self) -> Option<u8> {
        if self.at < self.bytes.len() {
            Some(self.bytes[self.at])
        } else {
            None
        }
    }

    const fn take(&mut self) -> Option<u8> {
        let byte = self.peek();
        self.at += byte.is_some() as usize;
        byte
    }

    const fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    const fn fail<T>(&self, expected: &'static str) -> Result<T, SafeTensorsError> {
        Err(SafeTensorsError::Syntax {
            at: self.at(),
            expected,
        })
    }

    /// Reads the opening brace of the header. The format allows no whitespace before it.
    pub(super) const fn begin(&mut self) -> Result<(), SafeTensorsError> {
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                Ok(())
            }
            _ => self.fail("`{`"),
        }
    }

    /// Checks that only whitespace follows.
    pub(super) const fn finish(&mut self) -> Result<(), SafeTensorsError> {
        self.skip_whitespace();
        if self.is_done() {
            Ok(())
        } else {
            self.fail("the end of the header")
        }
    }

    /// Consumes this byte if it is next, and returns whether it is.
    pub(super) const fn accept(&mut self, byte: u8) -> bool {
        self.skip_whitespace();
        match self.peek() {
            Some(next) if next == byte => {
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// Consumes `null` if it is next, and returns whether it is.
    pub(super) const fn accept_null(&mut self) -> bool {
        self.skip_whitespace();
        let rest = match self.bytes.split_at_checked(self.at) {
            Some((_, rest)) => rest,
            None => &[],
        };
        let is_null = matches!(rest, [b'n', b'u', b'l', b'l', ..]);
        self.at += if is_null { 4 } else { 0 };
        is_null
    }

    /// Consumes this byte, which must be next.
    pub(super) const fn expect(
        &mut self,
        byte: u8,
        expected: &'static str,
    ) -> Result<(), SafeTensorsError> {
        if self.accept(byte) {
            Ok(())
        } else {
            self.fail(expected)
        }
    }

    /// Reads a natural number.
    pub(super) const fn number(&mut self) -> Result<usize, SafeTensorsError> {
        self.skip_whitespace();
        let (start, first, mut number) = (self.at, self.peek(), 0usize);
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let digit = (digit - b'0') as usize;
            number = match number.checked_mul(10) {
                Some(tens) => match tens.checked_add(digit) {
                    Some(number) => number,
                    None => return self.fail("a smaller number"),
                },
                None => return self.fail("a smaller number"),
            };
            self.at += 1;
        }
        let digits = self.at - start;
        if digits == 0 {
            return self.fail("a natural number");
        }
        match first {
            Some(b'0') if digits > 1 => {
                self.at = start;
                self.fail("a number without a leading 0")
            }
            _ => Ok(number),
        }
    }

    /// Reads a string.
    pub(super) const fn text(&mut self) -> Result<JsonText<'a>, SafeTensorsError> {
        attempt!(self.expect(b'"', "a string"));
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => match escaped(self.bytes, self.at) {
                    Some((_, length)) => self.at += length,
                    None => return self.fail("a valid escape sequence"),
                },
                Some(b' '..) => self.at += 1,
                _ => return self.fail("a quote at the end of the string"),
            }
        }
        let end = self.at;
        self.at += 1;
        let bytes = match self.bytes.split_at_checked(end) {
            Some((bytes, _)) => match bytes.split_at_checked(start) {
                Some((_, bytes)) => bytes,
                None => &[],
            },
            None => &[],
        };
        let at = BEFORE + start;
        Ok(JsonText { bytes, at })
    }

    /// Skips the value after a name, which is an object or `null`. The header has been checked before.
    pub(super) const fn skip_value(&mut self) -> Result<(), SafeTensorsError> {
        if self.accept_null() {
            return Ok(());
        }
        let mut depth = 0usize;
        loop {
            self.skip_whitespace();
            if let Some(b'"') = self.peek() {
                attempt!(self.text());
                continue;
            }
            match self.take() {
                Some(b'{') => depth += 1,
                Some(b'}') => depth = depth.saturating_sub(1),
                Some(_) => {}
                None => return self.fail("`}`"),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}
