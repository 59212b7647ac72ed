//! Products of inputs that are read once.

use crate::{MOST, Quad, add_separated, by_four, instructions, offset, word};

/// Adds the products of `x - zero` and the weights of four outputs to `sums`, for as many groups of inputs as `x` and `weights` have.
///
/// `weights` has `N` quads for each group. Quad number `quad` is used.
///
/// ```
/// let x = [[10, 7, 7, 7]]; // 3 more than the zero 7, and three inputs that are zero
/// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
/// let mut sums = [1000; 4];
/// nn_dsp::products(&x, 7, &[[quad]], 0, &mut sums);
/// assert_eq!(sums, [1015, 997, 1300, 700]);
/// ```
#[inline(always)]
pub fn products<const N: usize>(
    x: &[[i8; 4]],
    zero: i8,
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut [i32; 4],
) {
    let groups = x.len().min(weights.len());
    let (x, weights) = (x.get(..groups), weights.get(..groups));
    let (x, weights) = (x.unwrap_or_default(), weights.unwrap_or_default());
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        match quad {
            0 => few::<N, 0>(x, offset(zero), weights, sums),
            1 => few::<N, 1>(x, offset(zero), weights, sums),
            _ => {}
        }
    }
}

/// The products of quad number `Q`, for as many groups of inputs as of weights, at most 64.
#[inline(never)]
fn few<const N: usize, const Q: usize>(
    x: &[[i8; 4]],
    offset: u32,
    weights: &[[Quad; N]],
    sums: &mut [i32; 4],
) {
    let mut state = ([0; 4], offset);
    by_four(x, weights, &mut state, add_group::<N, Q>);
    add_separated(state.0, sums);
}

/// Adds the products of a group of inputs and quad number `Q` to the sums.
#[inline(always)]
fn add_group<const N: usize, const Q: usize>(
    x: &[i8; 4],
    weights: &[Quad; N],
    (sums, offset): &mut ([i32; 4], u32),
) {
    if let Some(quad) = weights.get(Q) {
        let (x, words) = (word(*x), quad.as_chunks::<2>().0);
        instructions::two(instructions::sxtab16(*offset, x), &words[0], sums);
        instructions::two(instructions::sxtab16_by_8(*offset, x), &words[1], sums);
    }
}

/// Adds the products of `x - zero` and the weights of two outputs to `sums`, for as many groups of inputs as `x` and `weights` have.
///
/// The weights of a group are two words: those for inputs 0 and 2, and those for inputs 1 and 3.
///
/// ```
/// let words = [5 - 256, 100 - 256 * 100].map(|half: i32| half as u16 as u32);
/// let mut sums = [1000; 2];
/// nn_dsp::pairs(&[[10, 8, 7, 7]], 7, &[words], &mut sums);
/// assert_eq!(sums, [1115, 897]);
/// ```
#[inline(always)]
pub fn pairs(x: &[[i8; 4]], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    let offset = offset(zero);
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let mut parts = [0; 2];
        for (x, [even, odd]) in x.iter().zip(weights) {
            let x = word(*x);
            instructions::pair(*even, instructions::sxtab16(offset, x), &mut parts);
            instructions::pair(*odd, instructions::sxtab16_by_8(offset, x), &mut parts);
        }
        add_separated(parts, sums);
    }
}

/// Adds the products of `x - zero` and the weights of eight outputs to `sums`, for as many groups of inputs as `x` and `weights` have.
///
/// ```
/// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
/// let mut sums = [1000; 8];
/// nn_dsp::eight(&[[10, 7, 7, 7]], 7, &[[quad, quad]], &mut sums);
/// assert_eq!(sums, [1015, 997, 1300, 700, 1015, 997, 1300, 700]);
/// ```
#[inline(never)]
pub fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let groups = x.len().min(weights.len());
    let (x, weights) = (x.get(..groups), weights.get(..groups));
    let (x, weights) = (x.unwrap_or_default(), weights.unwrap_or_default());
    if let Some((lower, upper)) = sums.split_first_chunk_mut()
        && let Some(upper) = upper.first_chunk_mut()
    {
        for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
            few::<2, 0>(x, offset(zero), weights, lower);
            few::<2, 1>(x, offset(zero), weights, upper);
        }
    }
}
