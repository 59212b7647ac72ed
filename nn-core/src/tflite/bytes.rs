//! Reads numbers and offsets at positions of a file.

use super::TfliteError;

/// The error that something lies outside of the file.
pub(super) const fn outside<T>(at: usize, what: &'static str) -> Result<T, TfliteError> {
    Err(TfliteError::Outside { at, what })
}

/// A number of 32 bits as a position. `None` if addresses have fewer bits.
pub(super) const fn position(number: u32) -> Option<usize> {
    let position = number as usize;
    if position as u32 == number {
        Some(position)
    } else {
        None
    }
}

/// The bytes from a position on.
pub(super) const fn bytes<const N: usize>(file: &[u8], at: usize) -> Option<&[u8; N]> {
    match file.split_at_checked(at) {
        Some((_, rest)) => rest.first_chunk::<N>(),
        None => None,
    }
}

/// Follows the offset at a position.
pub(super) const fn follow(
    file: &[u8],
    at: usize,
    what: &'static str,
) -> Result<usize, TfliteError> {
    let Some(offset) = bytes(file, at) else {
        return outside(at, what);
    };
    match position(u32::from_le_bytes(*offset)) {
        Some(offset) => match at.checked_add(offset) {
            Some(target) if offset > 0 => Ok(target),
            _ => outside(at, what),
        },
        None => outside(at, what),
    }
}
