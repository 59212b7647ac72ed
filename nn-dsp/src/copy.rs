//! Copies of a few numbers.

use crate::{instructions, word};

/// Copies numbers, as many as both slices have. For a few numbers, it takes fewer instructions than a call of `memcpy`.
///
/// ```
/// let mut to = [0; 6];
/// nn_dsp::copy(&[1, 2, 3, 4, 5], &mut to);
/// assert_eq!(to, [1, 2, 3, 4, 5, 0]);
/// ```
#[inline(always)]
pub fn copy(from: &[i8], to: &mut [i8]) {
    let count = from.len().min(to.len());
    let (groups, last) = from.get(..count).unwrap_or_default().as_chunks::<4>();
    let (places, last_places) = to.get_mut(..count).unwrap_or_default().as_chunks_mut::<4>();
    for (place, group) in places.iter_mut().zip(groups) {
        *place = instructions::moved(word(*group))
            .to_le_bytes()
            .map(u8::cast_signed);
    }
    for (place, number) in last_places.iter_mut().zip(last) {
        *place = instructions::moved(u32::from(number.cast_unsigned())) as i8;
    }
}
