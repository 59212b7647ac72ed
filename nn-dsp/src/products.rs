//! Products of inputs that are read once.

use crate::{MOST, Quad, instructions, offset};

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
    if quad < N {
        for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
            instructions::products(x, offset(zero), weights, quad, sums);
        }
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
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        instructions::pairs(x, offset(zero), weights, sums);
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
#[inline(always)]
pub fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    #[cfg(instructions = "rv32m")]
    use crate::rv32m::eight as eight_of;
    #[cfg(instructions = "v6m")]
    use crate::v6m::eight as eight_of;
    #[cfg(instructions = "v7m")]
    use crate::v7m::eight as eight_of;
    #[cfg(not(any(instructions = "v6m", instructions = "v7m", instructions = "rv32m")))]
    use two_quads as eight_of;

    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        eight_of(x, zero, weights, sums);
    }
}

/// [`eight`], four outputs at a time.
#[cfg(not(any(instructions = "v6m", instructions = "v7m", instructions = "rv32m")))]
#[inline(always)]
fn two_quads(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        instructions::products(x, offset(zero), weights, quad, sums);
    }
}
