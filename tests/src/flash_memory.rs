//! A flash memory whose power, words, reads, writes and erasures fail on request.

use std::cell::Cell;
use std::rc::Rc;

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};

/// Why the memory failed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trouble {
    /// The power failed.
    PowerLost,
    /// A word does not agree with its error correction, or a read failed.
    Unreadable,
    /// A page was not erased.
    NotErased,
    /// A word was not written.
    NotWritten,
}

impl NorFlashError for Trouble {
    fn kind(&self) -> NorFlashErrorKind {
        NorFlashErrorKind::Other
    }
}

/// The planned failures.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The reads that fail.
    pub reads: std::ops::Range<usize>,
    /// Before the read with this index, a bit of this byte changes.
    pub flip: Option<(usize, usize)>,
    /// No page is erased.
    pub keeps_pages: bool,
    /// Writing stops after this number of words.
    pub words: Option<usize>,
}

/// Memory that erases by page to ones and writes words by clearing bits. After a number of changed bytes its power fails.
#[derive(Debug, Clone)]
pub struct Memory<const WRITE: usize, const PAGE: usize> {
    /// The contents.
    pub bytes: Vec<u8>,
    /// Whether a word that was partly written and a page that was partly erased are unreadable.
    has_correction: bool,
    /// The words that cannot be read.
    torn: Vec<bool>,
    /// The number of bytes that can be changed before the power fails.
    left: Rc<Cell<usize>>,
    /// The number of changed bytes.
    pub changed: usize,
    plan: Plan,
    /// The number of reads.
    pub reads: usize,
    words: usize,
}

impl<const WRITE: usize, const PAGE: usize> Memory<WRITE, PAGE> {
    /// A new device with arbitrary contents.
    pub fn new(pages: usize) -> Self {
        Memory {
            bytes: (0..PAGE * pages).map(|index| (index * 37) as u8).collect(),
            has_correction: false,
            torn: vec![false; PAGE * pages / WRITE],
            left: Rc::new(Cell::new(usize::MAX)),
            changed: 0,
            plan: Plan::default(),
            reads: 0,
            words: 0,
        }
    }

    /// The same memory, with unreadable words and pages after a loss of power.
    #[must_use]
    pub fn with_correction(mut self) -> Self {
        self.has_correction = true;
        self
    }

    /// The same contents, with a number of bytes until the power fails.
    #[must_use]
    pub fn powered(&self, left: &Rc<Cell<usize>>) -> Self {
        Memory {
            left: Rc::clone(left),
            ..self.clone()
        }
    }

    /// The same memory, with all words unreadable.
    #[must_use]
    pub fn all_torn(mut self) -> Self {
        self.torn.fill(true);
        self
    }

    /// The same contents, with planned failures.
    #[must_use]
    pub fn planned(&self, plan: Plan) -> Self {
        Memory {
            plan,
            reads: 0,
            words: 0,
            ..self.clone()
        }
    }

    /// Changes a byte, unless the power has failed.
    fn change(&mut self, at: usize, to: u8) -> Result<(), Trouble> {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.ok_or(Trouble::PowerLost)?);
        self.bytes[at] = to;
        self.changed += 1;
        Ok(())
    }

    /// Changes an erased page or a written word, which is unreadable if the power fails meanwhile.
    fn change_all(&mut self, at: usize, to: &[u8]) -> Result<(), Trouble> {
        let words = at / WRITE..(at + to.len()) / WRITE;
        self.torn[words.clone()].fill(self.has_correction);
        for (at, byte) in (at..).zip(to) {
            self.change(at, *byte)?;
        }
        self.torn[words].fill(false);
        Ok(())
    }
}

impl<const WRITE: usize, const PAGE: usize> ErrorType for Memory<WRITE, PAGE> {
    type Error = Trouble;
}

impl<const WRITE: usize, const PAGE: usize> ReadNorFlash for Memory<WRITE, PAGE> {
    const READ_SIZE: usize = 4;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Trouble> {
        let at = offset as usize;
        assert!(at.is_multiple_of(4) && bytes.len().is_multiple_of(4));
        let index = self.reads;
        self.reads += 1;
        if let Some((_, byte)) = self.plan.flip.take_if(|(read, _)| *read <= index) {
            self.bytes[byte] ^= 4;
        }
        let words = at / WRITE..(at + bytes.len()).div_ceil(WRITE);
        if self.plan.reads.contains(&index) || self.torn[words].contains(&true) {
            bytes.fill(0xA5); // the contents after a failed read do not matter
            return Err(Trouble::Unreadable);
        }
        bytes.copy_from_slice(&self.bytes[at..at + bytes.len()]);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.bytes.len()
    }
}

impl<const WRITE: usize, const PAGE: usize> NorFlash for Memory<WRITE, PAGE> {
    const WRITE_SIZE: usize = WRITE;
    const ERASE_SIZE: usize = PAGE;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), Trouble> {
        let (from, to) = (from as usize, to as usize);
        assert!(from.is_multiple_of(PAGE) && to.is_multiple_of(PAGE));
        if self.plan.keeps_pages {
            return Err(Trouble::NotErased);
        }
        let mut pages = (from..to).step_by(PAGE);
        pages.try_for_each(|at| self.change_all(at, &[0xFF; PAGE]))
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Trouble> {
        let at = offset as usize;
        assert!(at.is_multiple_of(WRITE) && bytes.len().is_multiple_of(WRITE));
        for (at, word) in (at..).step_by(WRITE).zip(bytes.chunks(WRITE)) {
            if self.plan.words.is_some_and(|most| self.words >= most) {
                return Err(Trouble::NotWritten);
            }
            self.words += 1;
            let is_erased = |(at, byte): (usize, &u8)| self.bytes[at] & byte == *byte;
            assert!(
                (at..).zip(word).all(is_erased),
                "only erased bytes are written"
            );
            self.change_all(at, word)?;
        }
        Ok(())
    }
}
