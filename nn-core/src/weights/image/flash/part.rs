//! The part of a flash memory that a store uses, divided into two halves.

use core::ops::Range;

use embedded_storage::nor_flash::NorFlash;

use super::error::StoreError;

/// A driver and the part of its flash memory that is used.
#[derive(Debug)]
pub(super) struct Part<F> {
    pub(super) flash: F,
    pub(super) range: Range<u32>,
}

impl<F: NorFlash> Part<F> {
    /// Erases a half.
    pub(super) fn erase_half(&mut self, slot: u32) -> Result<(), StoreError<F::Error>> {
        let start = self.start(slot);
        let end = start + self.half();
        self.flash.erase(start, end).map_err(StoreError::Flash)
    }

    /// The address of a half.
    pub(super) fn start(&self, slot: u32) -> u32 {
        self.range.start + slot * self.half()
    }

    /// The bytes of a half.
    pub(super) fn half(&self) -> u32 {
        (self.range.end - self.range.start) / 2
    }
}
