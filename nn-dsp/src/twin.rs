//! The functions of `arm` in plain Rust: what other processors run, and what the instructions are compared with.

/// `SXTAB16`: adds bytes 0 and 2, with their signs, to the halves of a word.
#[inline(always)]
pub(crate) const fn sxtab16(halves: u32, bytes: u32) -> u32 {
    let low = (halves as u16).wrapping_add(bytes as i8 as u16);
    let high = ((halves >> 16) as u16).wrapping_add((bytes >> 16) as i8 as u16);
    (high as u32) << 16 | low as u32
}

/// `SXTAB16` with `ROR #8`: adds bytes 1 and 3, with their signs, to the halves of a word.
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
#[inline(always)]
pub(crate) fn channels(x: u32, offset: u32, weights: u32, sums: &mut [i32; 4]) {
    let numbers = x.to_le_bytes().into_iter().zip(weights.to_le_bytes());
    for (sum, (x, weight)) in sums.iter_mut().zip(numbers) {
        let x = i32::from(x as i8) + offset as i16 as i32;
        *sum = sum.wrapping_add(x * i32::from(weight as i8));
    }
}
