//! Writes the words of a value as the bytes of an image.

use super::{BLOCK, CRC, HEADER, ImageError, MAGIC};
use crate::slices::range;
use crate::state::{Persist, is_not_finite};

/// Returns the header of an image.
pub(super) fn header<T: Persist>(number: u32) -> [u8; HEADER] {
    let mut header = [0; HEADER];
    let words = (T::WORDS as u32).to_le_bytes();
    let fields = MAGIC
        .into_iter()
        .chain(T::FINGERPRINT.to_le_bytes())
        .chain(words)
        .chain(number.to_le_bytes());
    for (place, byte) in header.iter_mut().zip(fields) {
        *place = byte;
    }
    header
}

/// Checks that a value has the number of words that it states, and that its numbers are finite. A custom layer can state a wrong
/// number.
pub(super) fn check<T: Persist>(value: &T) -> Result<(), ImageError> {
    let (mut found, mut not_finite) = (0, None);
    value.store(&mut |words| {
        for word in words {
            if is_not_finite(*word) && not_finite.is_none() && T::is_number(found) {
                not_finite = Some(found);
            }
            found += 1;
        }
    });
    if found != T::WORDS {
        return Err(ImageError::OtherLength {
            found: found as u32,
            expected: T::WORDS as u32,
        });
    }
    not_finite.map_or(Ok(()), |index| Err(ImageError::NotFinite { index }))
}

/// Writes an image to a sink, piece by piece.
pub(super) fn encode<T: Persist, E>(
    value: &T,
    number: u32,
    sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut digest = CRC.digest();
    let header = header::<T>(number);
    digest.update(&header);
    let mut result = sink(&header);
    let mut bytes = [[0; 4]; BLOCK];
    value.store(&mut |mut words| {
        while let Some((block, rest)) = words.split_at_checked(BLOCK.min(words.len()))
            && !block.is_empty()
            && result.is_ok()
        {
            for (bytes, word) in bytes.iter_mut().zip(block) {
                *bytes = word.to_le_bytes();
            }
            let piece = bytes.as_flattened();
            let piece = range(piece, ..4 * block.len());
            digest.update(piece);
            result = sink(piece);
            words = rest;
        }
    });
    result?;
    sink(&digest.finalize().to_le_bytes())
}
