//! Weights in a flash memory, old or new, whatever happens while they are written.

mod error;
mod pieces;

use core::ops::Range;

use embedded_storage::nor_flash::NorFlash;

pub use self::error::StoreError;
use self::pieces::{PIECE, Reader, Writer};
use super::{CHECKSUM, HEADER, ImageError, bytes, decode, encode};
use crate::state::Stored;

/// A part of a flash memory with room for two images: the new one is written where the older lies, and counts once it is whole.
///
/// So after a loss of power at any time the last image that was written whole is there.
///
/// ```
/// # use embedded_storage::nor_flash::NorFlash;
/// use nn_core::prelude::*;
/// use nn_core::weights::image::{FlashStore, StoreError};
///
/// type Net = network![2 => Dense<3, Tanh> => Dense<1>];
///
/// fn keep<F: NorFlash>(flash: F, net: &mut Net) -> Result<(), StoreError<F::Error>> {
///     // Two pages of 4 KiB at 64 KiB.
///     let mut store = FlashStore::new(flash, 0x1_0000..0x1_2000)?;
///     store.load(net)?;
///     // ... learn ...
///     store.save(net)
/// }
/// ```
#[derive(Debug)]
pub struct FlashStore<F> {
    flash: F,
    range: Range<u32>,
}

impl<F: NorFlash> FlashStore<F> {
    /// Takes a part of a flash memory, which is not read before it is asked for something.
    ///
    /// # Errors
    /// The range must be two halves of whole pages of the flash.
    pub fn new(flash: F, range: Range<u32>) -> Result<Self, StoreError<F::Error>> {
        const {
            assert!(
                PIECE.is_multiple_of(F::WRITE_SIZE)
                    && PIECE.is_multiple_of(F::READ_SIZE)
                    && F::ERASE_SIZE.is_multiple_of(PIECE),
                "the flash is read and written in pieces of 64 bytes"
            );
        };
        let half = range.end.saturating_sub(range.start) as usize / 2;
        let is_whole = half > 0
            && half.is_multiple_of(F::ERASE_SIZE)
            && (range.start as usize).is_multiple_of(F::ERASE_SIZE)
            && (range.end - range.start).is_multiple_of(2)
            && range.end as usize <= flash.capacity();
        if is_whole {
            Ok(FlashStore { flash, range })
        } else {
            Err(StoreError::Range)
        }
    }

    /// Gives the driver back.
    pub fn free(self) -> F {
        self.flash
    }

    /// Writes a network, or whatever can be stored, beside the last image, which stays until the new one is whole.
    ///
    /// # Errors
    /// Half of the part of the flash is too short for the image, or the driver fails; the last image is then still there.
    pub fn save<T: Stored>(&mut self, value: &T) -> Result<(), StoreError<F::Error>> {
        let (found, needed) = (self.half() as usize, bytes::<T>());
        if found < needed {
            return Err(ImageError::TooShort { found, needed }.into());
        }
        encode::check(value)?;
        let (slot, number) = match self.newest::<T>() {
            Ok((slot, number)) => (1 - slot, number.wrapping_add(1)),
            Err(StoreError::Flash(error)) => return Err(StoreError::Flash(error)),
            Err(_) => (0, 1),
        };
        let start = self.start(slot);
        let flash = &mut self.flash;
        flash
            .erase(start, start + (self.range.end - self.range.start) / 2)
            .map_err(StoreError::Flash)?;
        let mut writer = Writer::new(flash, start);
        encode::encode(value, number, &mut |bytes| writer.write(bytes))?;
        writer.finish()
    }

    /// Reads the newest whole image.
    ///
    /// # Errors
    /// There is none for this architecture, and the value is as it was; or the driver fails.
    pub fn load<T: Stored>(&mut self, value: &mut T) -> Result<(), StoreError<F::Error>> {
        let (slot, _) = self.newest::<T>()?;
        let start = self.start(slot);
        let mut reader = Reader::new(&mut self.flash, start);
        decode::restore(value, &mut |at, bytes| reader.read(at, bytes))
    }

    /// Where a half begins.
    fn start(&self, slot: u32) -> u32 {
        self.range.start + slot * self.half()
    }

    /// The bytes of a half.
    fn half(&self) -> u32 {
        (self.range.end - self.range.start) / 2
    }

    /// The half with the newest whole image, and its number.
    fn newest<T: Stored>(&mut self) -> Result<(u32, u32), StoreError<F::Error>> {
        let found = [self.verify::<T>(0), self.verify::<T>(1)];
        match found {
            [Ok(first), Ok(second)] => {
                let is_second = second.wrapping_sub(first) as i32 > 0;
                Ok(if is_second { (1, second) } else { (0, first) })
            }
            [Ok(first), Err(StoreError::Image(_))] => Ok((0, first)),
            [Err(StoreError::Image(_)), Ok(second)] => Ok((1, second)),
            [Err(StoreError::Image(_)), Err(error)] | [Err(error), _] | [_, Err(error)] => {
                Err(error)
            }
        }
    }

    /// The number of the image in a half, if it is whole.
    fn verify<T: Stored>(&mut self, slot: u32) -> Result<u32, StoreError<F::Error>> {
        let (found, needed) = (self.half() as usize, bytes::<T>());
        if found < needed {
            return Err(ImageError::TooShort { found, needed }.into());
        }
        let start = self.start(slot);
        let mut reader = Reader::new(&mut self.flash, start);
        decode::verify::<T, _>(&mut |at, bytes| reader.read(at, bytes))
    }
}

const _: () = assert!(HEADER + CHECKSUM <= PIECE);
