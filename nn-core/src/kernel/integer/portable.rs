//! Products of the inputs and the weights of eight, four or two outputs. The compiler makes vectors of neighboring outputs.

use super::order::Quad;

/// The most groups of four inputs for which the sums of two outputs can be separated: `64 * 4 * 127 * 255 < 2^23`.
const MOST: usize = 64;

/// A [`Quad`] as numbers of 16 bits, each with the weights of two outputs for one input.
type Halves = [i16; 8];

/// Adds the products of `x - zero` to the sums of eight outputs.
pub(super) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let weights: &[[Halves; 2]] = bytemuck::must_cast_slice(weights);
        quads::<2, 8>(x, zero.into(), weights, sums);
    }
}

/// Adds the products of `x - zero` to the sums of four outputs.
pub(super) fn four(x: &[[i8; 4]], zero: i8, weights: &[Quad], sums: &mut [i32; 4]) {
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let weights = bytemuck::must_cast_slice(weights);
        quads::<1, 4>(x, zero.into(), weights, sums);
    }
}

/// Adds the products of `x - zero` to the sums of two outputs.
pub(super) fn two(x: &[[i8; 4]], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let (mut all, mut lower) = (0i32, 0i32);
        for (x, [even, odd]) in x.iter().zip(weights) {
            for (index, x) in x.iter().enumerate() {
                let x = i32::from(*x) - i32::from(zero);
                let word = u32::from_le(if index % 2 == 0 { *even } else { *odd });
                let half = (word >> (index / 2 * 16)) as i16;
                all = all.wrapping_add(i32::from(half) * x);
                lower += i32::from(half as i8) * x;
            }
        }
        sums[0] += lower;
        sums[1] += all.wrapping_sub(lower) >> 8;
    }
}

/// Adds the products of `x - zero` to the sums of `N` quads. The groups are at most 64.
#[inline(never)]
fn quads<const N: usize, const O: usize>(
    x: &[[i8; 4]],
    zero: i32,
    weights: &[[Halves; N]],
    sums: &mut [i32; O],
) {
    let mut all = [[0i32; 2]; N];
    let mut lower = [[0i32; 2]; N];
    for (x, weights) in x.iter().zip(weights) {
        for (index, x) in x.iter().enumerate() {
            let x = i32::from(*x) - zero;
            for quad in 0..N {
                for pair in 0..2 {
                    let half = weights[quad][(index % 2 * 2 + pair) * 2 + index / 2];
                    let half = i16::from_le(half);
                    all[quad][pair] = all[quad][pair].wrapping_add(i32::from(half) * x);
                    lower[quad][pair] += i32::from(half as i8) * x;
                }
            }
        }
    }
    let parts = all.as_flattened().iter().zip(lower.as_flattened());
    for (sums, (all, lower)) in sums.as_chunks_mut::<2>().0.iter_mut().zip(parts) {
        sums[0] += lower;
        sums[1] += all.wrapping_sub(*lower) >> 8;
    }
}
