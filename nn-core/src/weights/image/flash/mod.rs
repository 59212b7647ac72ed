//! Weights in a flash memory, old or new, whatever happens while they are written.

mod error;
mod halves;
mod pieces;

use core::ops::Range;

use embedded_storage::nor_flash::NorFlash;

pub use self::error::StoreError;
use self::halves::{Halves, Target};
use self::pieces::{MOST, Piece, USUAL, Writer};
use super::{ImageError, bytes, encode};
use crate::state::Persist;

/// A part of a flash memory with room for two images. A new image is written over the older one, and counts once it is whole.
///
/// So after a loss of power at any time the last image that was written whole is there. A half that the driver cannot read, such as
/// one with a word that was half written to a flash with error correction, is a damaged half: the other one counts, and the next image
/// is written over the damaged one.
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
    /// Takes a part of a flash memory, which is neither read nor written yet.
    ///
    /// # Errors
    /// The range is not two halves of whole pages of the flash, or the flash is written or read in units of more than 512 bytes.
    pub fn new(flash: F, range: Range<u32>) -> Result<Self, StoreError<F::Error>> {
        if Piece::<F>::BYTES > MOST {
            return Err(StoreError::Unit {
                write: F::WRITE_SIZE,
                read: F::READ_SIZE,
            });
        }
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

    /// Erases both halves: the remedy if the driver can read neither, so that [`save`](Self::save) works again.
    ///
    /// # Errors
    /// The driver fails.
    pub fn erase(&mut self) -> Result<(), StoreError<F::Error>> {
        self.erase_half(0)?;
        self.erase_half(1)
    }

    /// Writes a network, or whatever can be stored, over the older of the two images.
    ///
    /// # Errors
    /// - A number is not finite, or half of the part of the flash is too short for the image: nothing is erased.
    /// - The driver can read neither half: nothing is erased. See [`erase`](Self::erase).
    /// - The driver fails to erase or to write: the last image is still there.
    pub fn save<T: Persist>(&mut self, value: &T) -> Result<(), StoreError<F::Error>> {
        if const { Piece::<F>::BYTES <= USUAL } {
            self.save_in::<T, USUAL>(value)
        } else {
            self.save_in::<T, MOST>(value)
        }
    }

    fn save_in<T: Persist, const ROOM: usize>(
        &mut self,
        value: &T,
    ) -> Result<(), StoreError<F::Error>> {
        self.check_room::<T>()?;
        encode::check(value)?;
        let Target {
            slot,
            number,
            erases_other,
        } = Halves::look::<T, F, ROOM>(self).target()?;
        self.erase_half(slot)?;
        let start = self.start(slot);
        let mut writer = Writer::<F, ROOM>::new(&mut self.flash, start);
        encode::encode(value, number, &mut |bytes| writer.write(bytes))?;
        writer.finish()?;
        if erases_other {
            self.erase_half(1 - slot)?;
        }
        Ok(())
    }

    /// Reads the newest whole image. What was checked is checked again while it is read; if that fails twice, the older image is read.
    ///
    /// # Errors
    /// - There is no whole image for this architecture, or the driver can read neither half: the value is as it was.
    /// - [`StoreError::PartlyRead`]: no image could be read a second time after it was checked. Only then the value has changed.
    pub fn load<T: Persist>(&mut self, value: &mut T) -> Result<(), StoreError<F::Error>> {
        self.check_room::<T>()?;
        if const { Piece::<F>::BYTES <= USUAL } {
            Halves::look::<T, F, USUAL>(self).restore::<T, F, USUAL>(self, value)
        } else {
            Halves::look::<T, F, MOST>(self).restore::<T, F, MOST>(self, value)
        }
    }

    /// Whether half of the part has room for an image.
    fn check_room<T: Persist>(&self) -> Result<(), ImageError> {
        let found = self.half() as usize;
        let needed = bytes::<T>().next_multiple_of(Piece::<F>::BYTES);
        if found < needed {
            return Err(ImageError::TooShort { found, needed });
        }
        Ok(())
    }

    fn erase_half(&mut self, slot: u32) -> Result<(), StoreError<F::Error>> {
        let start = self.start(slot);
        let end = start + self.half();
        self.flash.erase(start, end).map_err(StoreError::Flash)
    }

    /// Where a half begins.
    fn start(&self, slot: u32) -> u32 {
        self.range.start + slot * self.half()
    }

    /// The bytes of a half.
    fn half(&self) -> u32 {
        (self.range.end - self.range.start) / 2
    }
}
