//! Reads and writes bytes in pieces of the size that a flash memory requires.

use core::marker::PhantomData;

use embedded_storage::nor_flash::NorFlash;

use super::error::{MOST, StoreError};
use crate::slices::{element, range, range_mut};

/// The size of a piece for most flash memories.
pub(super) const USUAL: usize = 64;

/// The piece that is read or written at once: a multiple of the flash memory's read and write sizes.
pub(super) struct Piece<F>(PhantomData<F>);

impl<F: NorFlash> Piece<F> {
    /// The least common multiple of both sizes.
    const UNIT: usize = least_common_multiple(F::WRITE_SIZE, F::READ_SIZE);

    /// The size of the piece.
    pub(super) const BYTES: usize = if Self::UNIT > USUAL {
        Self::UNIT
    } else {
        USUAL / Self::UNIT * Self::UNIT
    };
}

/// The least common multiple of two numbers. 0 counts as 1.
const fn least_common_multiple(one: usize, other: usize) -> usize {
    let (one, other) = (
        if one == 0 { 1 } else { one },
        if other == 0 { 1 } else { other },
    );
    let mut multiple = one;
    while !multiple.is_multiple_of(other) && multiple <= MOST {
        multiple += one;
    }
    multiple
}

/// Collects bytes into pieces and writes them. `PADDED` is at least the size of a piece.
pub(super) struct Writer<'a, F, const PADDED: usize> {
    flash: &'a mut F,
    at: u32,
    piece: [u8; PADDED],
    filled: usize,
}

impl<'a, F: NorFlash, const PADDED: usize> Writer<'a, F, PADDED> {
    pub(super) fn new(flash: &'a mut F, at: u32) -> Self {
        Writer {
            flash,
            at,
            piece: [0xFF; PADDED],
            filled: 0,
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError<F::Error>> {
        for byte in bytes {
            if let Some(place) = self.piece.get_mut(self.filled) {
                *place = *byte;
            }
            self.filled += 1;
            if self.filled >= Piece::<F>::BYTES {
                self.finish()?;
            }
        }
        Ok(())
    }

    /// Writes the last piece, which is padded with erased bytes.
    pub(super) fn finish(&mut self) -> Result<(), StoreError<F::Error>> {
        if self.filled > 0 {
            let piece = range(&self.piece, ..Piece::<F>::BYTES);
            self.flash
                .write(self.at, piece)
                .map_err(StoreError::Flash)?;
        }
        self.at += Piece::<F>::BYTES as u32;
        self.piece = [0xFF; PADDED];
        self.filled = 0;
        Ok(())
    }
}

/// Reads bytes at any address, in pieces. It buffers the last piece.
pub(super) struct Reader<'a, F, const PADDED: usize> {
    flash: &'a mut F,
    start: u32,
    piece: [u8; PADDED],
    /// The index of the buffered piece.
    index: Option<usize>,
}

impl<'a, F: NorFlash, const PADDED: usize> Reader<'a, F, PADDED> {
    pub(super) fn new(flash: &'a mut F, start: u32) -> Self {
        Reader {
            flash,
            start,
            piece: [0; PADDED],
            index: None,
        }
    }

    pub(super) fn read(&mut self, at: usize, bytes: &mut [u8]) -> Result<(), StoreError<F::Error>> {
        let length = Piece::<F>::BYTES;
        for (at, byte) in (at..).zip(bytes) {
            let index = at / length;
            if self.index != Some(index) {
                self.index = None;
                let place = self.start + (index * length) as u32;
                let piece = range_mut(&mut self.piece, ..length);
                self.flash.read(place, piece).map_err(StoreError::Flash)?;
                self.index = Some(index);
            }
            *byte = element(&self.piece, at % length);
        }
        Ok(())
    }
}
