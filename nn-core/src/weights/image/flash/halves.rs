//! The images in the two halves of a store: which one is read, and which half is written next.

use embedded_storage::nor_flash::NorFlash;

use super::error::StoreError;
use super::part::Part;
use super::pieces::Reader;
use crate::state::Persist;
use crate::weights::image::decode::{self, Whole};
use crate::weights::image::{CRC, ImageError, encode};

/// The number of attempts to read a half before it counts as damaged.
const ATTEMPTS: usize = 2;

/// The complete image of each half, or its error.
pub(super) struct Halves<E>([Result<Whole, StoreError<E>>; 2]);

/// The half to which the next image is written.
pub(super) struct Target {
    pub(super) slot: u32,
    /// The number of the image.
    pub(super) number: u32,
    /// Whether the other half is erased after the image is complete. It could not be read, and might hold a higher number.
    pub(super) erases_other: bool,
}

impl<E> Halves<E> {
    /// Checks both halves.
    pub(super) fn look<T: Persist, F: NorFlash<Error = E>, const PADDED: usize>(
        part: &mut Part<F>,
    ) -> Self {
        Halves([0, 1].map(|slot| {
            let mut found = verify::<T, F, PADDED>(part, slot);
            for _ in 1..ATTEMPTS {
                if let Err(StoreError::Flash(_) | StoreError::Image(ImageError::Checksum { .. })) =
                    found
                {
                    found = verify::<T, F, PADDED>(part, slot);
                }
            }
            found
        }))
    }

    /// The half with the newest complete image.
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

    /// Selects the half with the older image, the damaged half, or the half that certainly has no image.
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

    /// Reads the newest image, or the older one if the newest can no longer be read.
    pub(super) fn restore<T: Persist, F: NorFlash<Error = E>, const PADDED: usize>(
        self,
        part: &mut Part<F>,
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
                match take::<T, F, PADDED>(part, slot, *whole, value) {
                    Ok(()) => return Ok(()),
                    Err(StoreError::Flash(error)) => failed = Some(error),
                    Err(_) => {}
                }
            }
        }
        match self.0 {
            // A half that the driver cannot read may hold an image.
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

/// The image in a half, if it is complete.
fn verify<T: Persist, F: NorFlash, const PADDED: usize>(
    part: &mut Part<F>,
    slot: u32,
) -> Result<Whole, StoreError<F::Error>> {
    let start = part.start(slot);
    let mut reader = Reader::<F, PADDED>::new(&mut part.flash, start);
    decode::verify::<T, _>(&mut |at, bytes| reader.read(at, bytes))
}

/// Copies the words of a checked image to a value, and checks that they have not changed.
fn take<T: Persist, F: NorFlash, const PADDED: usize>(
    part: &mut Part<F>,
    slot: u32,
    whole: Whole,
    value: &mut T,
) -> Result<(), StoreError<F::Error>> {
    let start = part.start(slot);
    let mut reader = Reader::<F, PADDED>::new(&mut part.flash, start);
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
