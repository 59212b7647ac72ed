//! A store for weights in a flash memory, with space for two images.

use core::ops::Range;

use embedded_storage::nor_flash::NorFlash;

use super::error::{MOST, StoreError};
use super::halves::{Halves, Target};
use super::part::Part;
use super::pieces::{Piece, USUAL, Writer};
use crate::state::Persist;
use crate::weights::image::{ImageError, bytes, encode};

/// A range of a flash memory with space for two images. A new image replaces the older one, and is valid once it is complete.
///
/// So the last complete image survives a loss of power at any time. A half that the driver cannot read counts as damaged: the other
/// half is read, and the next image replaces the damaged one. A flash memory with error correction reports such a half if the write of
/// a word was interrupted.
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
///     // ... train ...
///     store.save(net)
/// }
/// ```
#[derive(Debug)]
pub struct FlashStore<F> {
    part: Part<F>,
}

impl<F: NorFlash> FlashStore<F> {
    /// Makes a store in a range of a flash memory. Nothing is read or written.
    ///
    /// # Errors
    /// The range is not two halves of whole pages, or the flash memory is written or read in units of more than 512 bytes.
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
            Ok(FlashStore {
                part: Part { flash, range },
            })
        } else {
            Err(StoreError::Range)
        }
    }

    /// Returns the driver.
    pub fn free(self) -> F {
        self.part.flash
    }

    /// Erases both halves. If the driver can read neither half, [`save`](Self::save) works again afterwards.
    ///
    /// # Errors
    /// The driver fails.
    pub fn erase(&mut self) -> Result<(), StoreError<F::Error>> {
        self.part.erase_half(0)?;
        self.part.erase_half(1)
    }

    /// Writes a network, or another [`Persist`] value, and replaces the older of the two images.
    ///
    /// # Errors
    /// - A number is not finite, or half of the range is shorter than the image: nothing is erased.
    /// - The driver can read neither half: nothing is erased. See [`erase`](Self::erase).
    /// - The driver fails to erase or to write: the last image is kept.
    pub fn save<T: Persist>(&mut self, value: &T) -> Result<(), StoreError<F::Error>> {
        if const { Piece::<F>::BYTES <= USUAL } {
            self.save_in::<T, USUAL>(value)
        } else {
            self.save_in::<T, MOST>(value)
        }
    }

    fn save_in<T: Persist, const PADDED: usize>(
        &mut self,
        value: &T,
    ) -> Result<(), StoreError<F::Error>> {
        self.check_room::<T>()?;
        encode::check(value)?;
        let Target {
            slot,
            number,
            erases_other,
        } = Halves::look::<T, F, PADDED>(&mut self.part).target()?;
        self.part.erase_half(slot)?;
        let start = self.part.start(slot);
        let mut writer = Writer::<F, PADDED>::new(&mut self.part.flash, start);
        encode::encode(value, number, &mut |bytes| writer.write(bytes))?;
        writer.finish()?;
        if erases_other {
            self.part.erase_half(1 - slot)?;
        }
        Ok(())
    }

    /// Reads the newest complete image. Its checksum is verified again during the read. If that fails twice, the older image is read.
    ///
    /// # Errors
    /// - There is no complete image of this architecture, or the driver can read neither half: the value is unchanged.
    /// - [`StoreError::PartlyRead`]: no image could be read a second time after it was checked. Only in this case the value has changed.
    pub fn load<T: Persist>(&mut self, value: &mut T) -> Result<(), StoreError<F::Error>> {
        self.check_room::<T>()?;
        if const { Piece::<F>::BYTES <= USUAL } {
            Halves::look::<T, F, USUAL>(&mut self.part)
                .restore::<T, F, USUAL>(&mut self.part, value)
        } else {
            Halves::look::<T, F, MOST>(&mut self.part).restore::<T, F, MOST>(&mut self.part, value)
        }
    }

    /// Checks that an image fits into half of the range.
    fn check_room<T: Persist>(&self) -> Result<(), ImageError> {
        let found = self.part.half() as usize;
        let needed = bytes::<T>().next_multiple_of(Piece::<F>::BYTES);
        if found < needed {
            return Err(ImageError::TooShort { found, needed });
        }
        Ok(())
    }
}
