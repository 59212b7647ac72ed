//! The functions of `arm` in plain Rust: what other processors run, and what the instructions are compared with.

/// The same word.
#[inline(always)]
pub(crate) const fn moved(word: u32) -> u32 {
    word
}

/// `SXTAB16`: adds bytes 0 and 2, with their signs, to the halves of a word.
#[inline(always)]
pub(crate) const fn sxtab16(halves: u32, bytes: u32) -> u32 {
    let low = (halves as u16).wrapping_add(bytes as i8 as u16);
    let high = ((halves >> 16) as u16).wrapping_add((bytes >> 16) as i8 as u16);
    (high as u32) << 16 | low as u32
}

/// `SXTAB16` with `ROR #8`: adds bytes 1 and 3, with their signs, to the halves of a word.
#[cfg(not(words))]
#[inline(always)]
pub(crate) const fn sxtab16_by_8(halves: u32, bytes: u32) -> u32 {
    sxtab16(halves, bytes >> 8)
}

/// `SMLAD`: adds both products of two halves, with their signs.
#[inline(always)]
const fn smlad(a: u32, b: u32, sum: i32) -> i32 {
    let low = a as i16 as i32 * b as i16 as i32;
    let high = (a as i32 >> 16).wrapping_mul(b as i32 >> 16);
    sum.wrapping_add(low).wrapping_add(high)
}

/// Adds the products of two words of weights and two inputs to the sums `L` and `S` of outputs 0 and 1, and to those of outputs 2 and 3.
#[cfg(not(words))]
#[inline(always)]
pub(crate) fn two(x: u32, words: &[u32; 2], sums: &mut [i32; 4]) {
    for (sums, word) in sums.as_chunks_mut().0.iter_mut().zip(words) {
        pair(*word, x, sums);
    }
}

/// Adds the products of a word of weights and two inputs of each of two windows to the sums `L` and `S` of the first window, and to
/// those of the second.
#[inline(always)]
pub(crate) fn shared(word: u32, inputs: &[u32; 2], sums: &mut [i32; 4]) {
    for (sums, x) in sums.as_chunks_mut().0.iter_mut().zip(inputs) {
        pair(word, *x, sums);
    }
}

/// Adds the products of a word of weights and two inputs to the sums `L` and `S`.
#[inline(always)]
pub(crate) fn pair(word: u32, inputs: u32, [lower, all]: &mut [i32; 2]) {
    *all = smlad(word, inputs, *all);
    *lower = smlad(sxtab16(0, word), inputs, *lower);
}

/// Adds the products of the inputs and the weights of four channels to their sums. Both halves of `offset` are added to the inputs.
#[cfg(not(words))]
#[inline(always)]
pub(crate) fn channels(x: u32, offset: u32, weights: u32, sums: &mut [i32; 4]) {
    let numbers = x.to_le_bytes().into_iter().zip(weights.to_le_bytes());
    for (sum, (x, weight)) in sums.iter_mut().zip(numbers) {
        let x = i32::from(x as i8) + offset as i16 as i32;
        *sum = sum.wrapping_add(x * i32::from(weight as i8));
    }
}

/// Adds the products of a word of weights and one input to the sums `L` and `S` of outputs 0 and 1, and to those of outputs 2 and 3.
#[cfg(not(words))]
#[inline(always)]
pub(crate) fn last(word: u32, x: u32, sums: &mut [i32; 4]) {
    two(x & 0xffff, &[word, word >> 16], sums);
}

/// Adds the products of a word of weights and one input of each of two windows: to the sums `L` and `S` of outputs 0 and 1 of the first
/// window, and of the second one, and to those of outputs 2 and 3.
#[inline(always)]
pub(crate) fn last_shared(word: u32, x: u32, [lower, upper]: &mut [[i32; 4]; 2]) {
    let inputs = [x & 0xffff, x >> 16];
    shared(word, &inputs, lower);
    shared(word >> 16, &inputs, upper);
}

/// Adds the products of two inputs of two windows and the weights of one output to a sum each.
#[inline(always)]
pub(crate) fn single(weights: u32, inputs: &[u32; 2], sums: &mut [i32; 2]) {
    for (sum, x) in sums.iter_mut().zip(inputs) {
        *sum = smlad(weights, *x, *sum);
    }
}

/// An output of 8 bits from a sum with its bias, with two roundings. The shift to the right is by the lowest byte of `by`, plus 1. It is
/// from 1 to 16, or to 32 if the sum is less than `2^30` in magnitude. `constant` is `2 zero + 1`.
#[cfg(not(any(instructions = "mla", instructions = "muls")))]
#[inline(always)]
pub(crate) fn twice(sum: i32, multiplier: i32, by: u32, constant: i32) -> i8 {
    let high = rounded_high(sum.saturating_add(sum), multiplier);
    let halves = high.wrapping_add(high >> 31) >> (by & 31);
    (halves.wrapping_add(constant) >> 1).clamp(-128, 127) as i8
}

/// [`twice`] for the sums of two channels. The shifts are by the two lowest bytes of `by`, plus 1.
#[cfg(not(words))]
#[inline(always)]
pub(crate) fn twice_pair(
    [first, second]: [i32; 2],
    multipliers: [i32; 2],
    by: u32,
    constant: i32,
) -> [i8; 2] {
    [
        twice(first, multipliers[0], by, constant),
        twice(second, multipliers[1], by >> 8, constant),
    ]
}

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32`, rounded, halves up, plus `zero`.
#[cfg(not(any(instructions = "mla", instructions = "muls")))]
#[inline(always)]
pub(crate) fn once(sum: i32, multiplier: i32, zero: i32) -> i8 {
    let number = rounded_high(sum, multiplier).wrapping_add(zero);
    number.clamp(-128, 127) as i8
}

/// `SMMULR`: `a * b / 2^32`, rounded, halves up.
#[cfg(not(any(instructions = "mla", instructions = "muls")))]
#[inline(always)]
const fn rounded_high(a: i32, b: i32) -> i32 {
    ((a as i64 * b as i64 + (1 << 31)) >> 32) as i32
}
