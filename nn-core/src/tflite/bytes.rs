//! Reads numbers and offsets at positions of a file.
//!
//! In constant functions a call takes the compiler as long as dozens of additions, and it inlines none. So the numbers are read by
//! macros, from single bytes after one comparison.

use super::TfliteError;

/// The error that something is outside of the file.
pub(super) const fn outside<T>(at: usize, what: &'static str) -> Result<T, TfliteError> {
    Err(TfliteError::Outside { at, what })
}

/// A number of 16 bits at a position, or `None`.
macro_rules! short {
    ($file:expr, $at:expr) => {{
        let (file, at): (&[u8], usize) = ($file, $at);
        if at < file.len() && file.len() - at >= 2 {
            Some(file[at] as u16 | (file[at + 1] as u16) << 8)
        } else {
            None
        }
    }};
}

/// A number of 32 bits at a position, or `None`.
macro_rules! word {
    ($file:expr, $at:expr) => {{
        let (file, at): (&[u8], usize) = ($file, $at);
        if at < file.len() && file.len() - at >= 4 {
            let low = file[at] as u32 | (file[at + 1] as u32) << 8;
            Some(low | (file[at + 2] as u32) << 16 | (file[at + 3] as u32) << 24)
        } else {
            None
        }
    }};
}

pub(super) use {short, word};

/// Follows the offset at a position.
pub(super) const fn follow(
    file: &[u8],
    at: usize,
    what: &'static str,
) -> Result<usize, TfliteError> {
    match word!(file, at) {
        Some(offset) if offset > 0 && offset as usize as u32 == offset => {
            match at.checked_add(offset as usize) {
                Some(target) => Ok(target),
                None => outside(at, what),
            }
        }
        _ => outside(at, what),
    }
}
