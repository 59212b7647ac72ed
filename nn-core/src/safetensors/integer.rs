//! Reads integers of a file as words of 32 bits.

use crate::state::Domain;

/// The index of the first integer of 32 bits that is not in a domain.
pub(super) const fn first_outside(data: &[u8], domain: Domain) -> Option<usize> {
    let (numbers, mut index) = (data.as_chunks::<4>().0, 0);
    while index < numbers.len() {
        if !domain.has_integer(i32::from_le_bytes(numbers[index])) {
            return Some(index);
        }
        index += 1;
    }
    None
}

/// Writes integers of 32 bits.
pub(super) const fn fill_i32(words: &mut [u32], data: &[u8]) {
    let (mut rest, mut numbers) = (words, data.as_chunks::<4>().0);
    while let ([word, words @ ..], [bytes, others @ ..]) = (rest, numbers) {
        *word = u32::from_le_bytes(*bytes);
        (rest, numbers) = (words, others);
    }
}

/// Writes integers of 8 bits in the order of memory. The last word is filled with zeros.
pub(super) const fn fill_i8(words: &mut [u32], data: &[u8]) {
    let (numbers, last) = data.as_chunks::<4>();
    let mut index = 0;
    while index < numbers.len() && index < words.len() {
        words[index] = u32::from_ne_bytes(numbers[index]);
        index += 1;
    }
    if index < words.len() {
        let mut bytes = [0; 4];
        let mut at = 0;
        while at < last.len() {
            bytes[at] = last[at];
            at += 1;
        }
        words[index] = u32::from_ne_bytes(bytes);
    }
}
