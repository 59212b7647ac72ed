//! From words to the bytes of an image.

use super::{BLOCK, CRC, HEADER, ImageError, MAGIC};
use crate::state::Stored;

/// The header of an image.
pub(super) fn header<T: Stored>(number: u32) -> [u8; HEADER] {
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

/// Whether a value shows as many words as it states: a layer of the user may err.
pub(super) fn check<T: Stored>(value: &T) -> Result<(), ImageError> {
    let mut found = 0;
    value.store(&mut |words| found += words.len());
    if found == T::WORDS {
        Ok(())
    } else {
        Err(ImageError::OtherLength {
            found: found as u32,
            expected: T::WORDS as u32,
        })
    }
}

/// Gives an image to a sink, piece by piece.
pub(super) fn encode<T: Stored, E>(
    value: &T,
    number: u32,
    sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut digest = CRC.digest();
    let header = header::<T>(number);
    digest.update(&header);
    let mut result = sink(&header);
    value.store(&mut |mut words| {
        while let Some((block, rest)) = words.split_at_checked(BLOCK.min(words.len()))
            && !block.is_empty()
            && result.is_ok()
        {
            let mut bytes = [[0; 4]; BLOCK];
            for (bytes, word) in bytes.iter_mut().zip(block) {
                *bytes = word.to_le_bytes();
            }
            let piece = bytes.as_flattened();
            let piece = piece.get(..4 * block.len()).unwrap_or_default();
            digest.update(piece);
            result = sink(piece);
            words = rest;
        }
    });
    result?;
    sink(&digest.finalize().to_le_bytes())
}
