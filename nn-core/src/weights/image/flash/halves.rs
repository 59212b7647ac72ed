//! What the two halves of a store hold: which image counts, and which half the next one is written to.

use embedded_storage::nor_flash::NorFlash;

use super::pieces::Reader;
use super::{FlashStore, StoreError};
use crate::state::Persist;
use crate::weights::image::decode::{self, Whole};
use crate::weights::image::{CRC, ImageError, encode};

/// How often a half is read before it counts as damaged.
const ATTEMPTS: usize = 2;

/// The whole image of each half, or what is wrong with it.
pub(super) struct Halves<E>([Result<Whole, StoreError<E>>; 2]);

/// Where the next image is written.
pub(super) struct Target {
    pub(super) slot: u32,
    /// The number of the image.
    pub(super) number: u32,
    /// Whether the other half is erased when the image is whole: it could not be read, and might hold a higher number.
    pub(super) erases_other: bool,
}

impl<E> Halves<E> {
    /// Checks both halves.
    pub(super) fn look<T: Persist, F: NorFlash<Error = E>, const ROOM: usize>(
        store: &mut FlashStore<F>,
    ) -> Self {
        Halves([0, 1].map(|slot| {
            let mut found = verify::<T, F, ROOM>(store, slot);
            for _ in 1..ATTEMPTS {
                if let Err(StoreError::Flash(_) | StoreError::Image(ImageError::Checksum { .. })) =
                    found
                {
                    found = verify::<T, F, ROOM>(store, slot);
                }
            }
            found
        }))
    }

    /// The half with the newest whole image.
    fn newest(&self) -> Option<u32> {
        match &self.0 {
            [Ok(first), Ok(second)] => {
                let is_second = second.number.wrapping_sub(first.number) as i32 > 0;
                Some(u32::from(is_second))
            }
            [Ok(_), Err(_)] => Some(0),
            [Err(_), Ok(_)] => Some(1),
            [Err(_), Err(_)] => None,
        }
    }

    /// Where the next image is written: over the older, the damaged, or what is certainly no image.
    pub(super) fn target(self) -> Result<Target, StoreError<E>> {
        let newest = self.newest();
        let (slot, number, erases_other) = match (newest, self.0) {
            (Some(0), [Ok(whole), _]) => (1, whole.number.wrapping_add(1), false),
            (_, [_, Ok(whole)]) => (0, whole.number.wrapping_add(1), false),
            (_, [Err(StoreError::Flash(error)), Err(StoreError::Flash(_))]) => {
                return Err(StoreError::Flash(error));
            }
            (_, [Err(StoreError::Flash(_)), _]) => (1, 1, true),
            (_, [_, Err(StoreError::Flash(_))]) => (0, 1, true),
            _ => (0, 1, false),
        };
        Ok(Target {
            slot,
            number,
            erases_other,
        })
    }

    /// Reads the newest image, or if it cannot be read any more the older.
    pub(super) fn restore<T: Persist, F: NorFlash<Error = E>, const ROOM: usize>(
        self,
        store: &mut FlashStore<F>,
        value: &mut T,
    ) -> Result<(), StoreError<E>> {
        let [first, second] = &self.0;
        let order = match self.newest() {
            Some(1) => [(1, second), (0, first)],
            _ => [(0, first), (1, second)],
        };
        let mut failed = None;
        for (slot, whole) in order {
            let Ok(whole) = whole else { continue };
            for _ in 0..ATTEMPTS {
                match take::<T, F, ROOM>(store, slot, *whole, value) {
                    Ok(()) => return Ok(()),
                    Err(StoreError::Flash(error)) => failed = Some(error),
                    Err(_) => {}
                }
            }
        }
        match self.0 {
            // An error of the driver may hide an image.
            [Err(error @ StoreError::Flash(_)), Err(_)]
            | [Err(_), Err(error @ StoreError::Flash(_))]
            | [
                Err(StoreError::Image(ImageError::NoImage { .. })),
                Err(error),
            ]
            | [Err(error), Err(_)] => Err(error),
            _ => Err(StoreError::PartlyRead(failed)),
        }
    }
}

/// The image in a half, if it is whole.
fn verify<T: Persist, F: NorFlash, const ROOM: usize>(
    store: &mut FlashStore<F>,
    slot: u32,
) -> Result<Whole, StoreError<F::Error>> {
    let start = store.start(slot);
    let mut reader = Reader::<F, ROOM>::new(&mut store.flash, start);
    decode::verify::<T, _>(&mut |at, bytes| reader.read(at, bytes))
}

/// Takes the words of a checked image over, and checks that they are still the same.
fn take<T: Persist, F: NorFlash, const ROOM: usize>(
    store: &mut FlashStore<F>,
    slot: u32,
    whole: Whole,
    value: &mut T,
) -> Result<(), StoreError<F::Error>> {
    let start = store.start(slot);
    let mut reader = Reader::<F, ROOM>::new(&mut store.flash, start);
    let mut digest = CRC.digest();
    digest.update(&encode::header::<T>(whole.number));
    decode::restore(value, &mut |at, bytes| {
        reader.read(at, bytes)?;
        digest.update(bytes);
        Ok::<(), StoreError<F::Error>>(())
    })?;
    let (found, computed) = (whole.checksum, digest.finalize());
    if found == computed {
        Ok(())
    } else {
        Err(ImageError::Checksum { found, computed }.into())
    }
}
