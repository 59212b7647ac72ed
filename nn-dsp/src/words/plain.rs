//! The products in plain Rust, with which tests compare those of other processors.

/// Adds the products of an input and the weights of two outputs, the lower byte of a half and the half, to `L` and `S`.
#[inline(always)]
pub(super) fn one([byte, half]: [i32; 2], x: i32, lower: &mut i32, both: &mut i32) {
    *lower = lower.wrapping_add(byte.wrapping_mul(x));
    *both = both.wrapping_add(half.wrapping_mul(x));
}

/// Adds the products of an input of each of two windows and the weights of two outputs, the lower byte of a half and the half, to `L`
/// and `S` of the first window, and to those of the second.
#[inline(always)]
pub(super) fn two(weights: [i32; 2], [first, second]: &[i32; 2], sums: &mut [i32; 4]) {
    let [l0, s0, l1, s1] = sums;
    one(weights, *first, l0, s0);
    one(weights, *second, l1, s1);
}

/// Adds the products of an input and the lower half of a word to `L` and `S`.
#[cfg(test)]
#[inline(always)]
pub(super) fn of_lower(word: u32, x: i32, lower: &mut i32, both: &mut i32) {
    one(
        [i32::from(word as i8), i32::from(word as i16)],
        x,
        lower,
        both,
    );
}

/// `L` and `S` of an input and the lower half of a word.
#[cfg(test)]
#[inline(always)]
pub(super) fn first_of_lower(word: u32, x: i32) -> [i32; 2] {
    let [mut lower, mut both] = [0; 2];
    of_lower(word, x, &mut lower, &mut both);
    [lower, both]
}

/// Adds the products of an input and the upper half of a word, which becomes the word, to `L` and `S`.
#[cfg(test)]
#[inline(always)]
pub(super) fn of_upper(word: &mut u32, x: i32, lower: &mut i32, both: &mut i32) {
    *word = (word.cast_signed() >> 16).cast_unsigned();
    of_lower(*word, x, lower, both);
}
