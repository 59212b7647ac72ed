//! Checks all bytes of an image, and then reads its words.

use super::{BLOCK, CHECKSUM, CRC, HEADER, ImageError, MAGIC};
use crate::slices::range_mut;
use crate::state::{Persist, is_not_finite};

/// The result of checking an image.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Whole {
    /// The number of the image.
    pub(super) number: u32,
    /// The checksum.
    pub(super) checksum: u32,
}

/// Checks header, checksum and values of an image.
pub(super) fn verify<T: Persist, E: From<ImageError>>(
    source: &mut impl FnMut(usize, &mut [u8]) -> Result<(), E>,
) -> Result<Whole, E> {
    let mut header = [0; HEADER];
    source(0, &mut header)?;
    let number = check::<T>(&header)?;
    let mut digest = CRC.digest();
    digest.update(&header);
    let (mut word, mut not_finite) = (0, None);
    let mut bytes = [[0; 4]; BLOCK];
    while word < T::WORDS {
        let length = (T::WORDS - word).min(BLOCK);
        let words = range_mut(&mut bytes, ..length);
        let piece = words.as_flattened_mut();
        source(HEADER + 4 * word, piece)?;
        digest.update(piece);
        for bytes in words {
            if is_not_finite(u32::from_le_bytes(*bytes)) && T::is_number(word) {
                not_finite.get_or_insert(word);
            }
            word += 1;
        }
    }
    let mut found = [0; CHECKSUM];
    source(HEADER + 4 * T::WORDS, &mut found)?;
    let (checksum, computed) = (u32::from_le_bytes(found), digest.finalize());
    if checksum != computed {
        let found = checksum;
        return Err(ImageError::Checksum { found, computed }.into());
    }
    match not_finite {
        Some(index) => Err(ImageError::NotFinite { index }.into()),
        None => Ok(Whole { number, checksum }),
    }
}

/// Checks a header. Returns the number of the image.
fn check<T: Persist>(header: &[u8; HEADER]) -> Result<u32, ImageError> {
    let [m0, m1, m2, m3, rest @ ..] = *header;
    let [f0, f1, f2, f3, f4, f5, f6, f7, rest @ ..] = rest;
    let [w0, w1, w2, w3, n0, n1, n2, n3] = rest;
    let magic = [m0, m1, m2, m3];
    if magic != MAGIC {
        return Err(ImageError::NoImage { found: magic });
    }
    let found = u64::from_le_bytes([f0, f1, f2, f3, f4, f5, f6, f7]);
    if found != T::FINGERPRINT {
        return Err(ImageError::OtherArchitecture {
            found,
            expected: T::FINGERPRINT,
        });
    }
    let found = u32::from_le_bytes([w0, w1, w2, w3]);
    if found != T::WORDS as u32 {
        return Err(ImageError::OtherLength {
            found,
            expected: T::WORDS as u32,
        });
    }
    Ok(u32::from_le_bytes([n0, n1, n2, n3]))
}

/// Copies the words of a checked image to a value.
pub(super) fn restore<T: Persist, E>(
    value: &mut T,
    source: &mut impl FnMut(usize, &mut [u8]) -> Result<(), E>,
) -> Result<(), E> {
    let (mut at, mut result) = (HEADER, Ok(()));
    let mut bytes = [[0; 4]; BLOCK];
    value.restore(&mut |words| {
        let mut words = words;
        while result.is_ok()
            && let Some(block) = words.split_off_mut(..BLOCK.min(words.len()))
            && !block.is_empty()
        {
            let piece = bytes.as_flattened_mut();
            let piece = range_mut(piece, ..4 * block.len());
            result = source(at, piece);
            if result.is_ok() {
                for (word, bytes) in block.iter_mut().zip(&bytes) {
                    *word = u32::from_le_bytes(*bytes);
                }
            }
            at += 4 * block.len();
        }
    });
    result
}
