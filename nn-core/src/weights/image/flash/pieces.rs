//! From single bytes to pieces that a flash memory reads and writes, and back.

use embedded_storage::nor_flash::{NorFlash, ReadNorFlash};

use super::StoreError;

/// Bytes that are read or written at once: a multiple of what flash memories ask for.
pub(super) const PIECE: usize = 64;

/// Collects bytes into pieces that a flash can write.
pub(super) struct Writer<'a, F> {
    flash: &'a mut F,
    at: u32,
    piece: [u8; PIECE],
    filled: usize,
}

impl<'a, F: NorFlash> Writer<'a, F> {
    pub(super) fn new(flash: &'a mut F, at: u32) -> Self {
        Writer {
            flash,
            at,
            piece: [0xFF; PIECE],
            filled: 0,
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError<F::Error>> {
        for byte in bytes {
            if let Some(place) = self.piece.get_mut(self.filled) {
                *place = *byte;
            }
            self.filled += 1;
            if self.filled >= PIECE {
                self.finish()?;
            }
        }
        Ok(())
    }

    /// Writes what is there, and erased bytes behind it.
    pub(super) fn finish(&mut self) -> Result<(), StoreError<F::Error>> {
        if self.filled > 0 {
            self.flash
                .write(self.at, &self.piece)
                .map_err(StoreError::Flash)?;
        }
        self.at += PIECE as u32;
        self.piece = [0xFF; PIECE];
        self.filled = 0;
        Ok(())
    }
}

/// Reads bytes from anywhere in pieces that a flash can read, and keeps the last piece.
pub(super) struct Reader<'a, F> {
    flash: &'a mut F,
    start: u32,
    piece: [u8; PIECE],
    /// The index of the piece that is there.
    index: Option<usize>,
}

impl<'a, F: ReadNorFlash> Reader<'a, F> {
    pub(super) fn new(flash: &'a mut F, start: u32) -> Self {
        Reader {
            flash,
            start,
            piece: [0; PIECE],
            index: None,
        }
    }

    pub(super) fn read(&mut self, at: usize, bytes: &mut [u8]) -> Result<(), StoreError<F::Error>> {
        for (at, byte) in (at..).zip(bytes) {
            let index = at / PIECE;
            if self.index != Some(index) {
                self.index = None;
                let place = self.start + (index * PIECE) as u32;
                self.flash
                    .read(place, &mut self.piece)
                    .map_err(StoreError::Flash)?;
                self.index = Some(index);
            }
            *byte = self.piece.get(at % PIECE).copied().unwrap_or_default();
        }
        Ok(())
    }
}
