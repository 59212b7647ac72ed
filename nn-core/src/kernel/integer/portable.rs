//! Products of the inputs and the weights of eight, four, two outputs or one.

use super::order::Quad;

/// The most groups of four inputs for which the sums of two outputs can be separated: `64 * 4 * 127 * 255 < 2^23`.
const MOST: usize = 64;

/// Adds the products of `x - zero` to the sums of eight outputs.
#[cfg(not(feature = "dsp"))]
pub(super) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let (lower, upper) = sums.split_at_mut(4);
    if let (Some(lower), Some(upper)) = (lower.first_chunk_mut(), upper.first_chunk_mut()) {
        quads(x, zero, weights, [lower, upper]);
    }
}

/// Adds the products of `x - zero` to the sums of four outputs.
pub(super) fn four(x: &[[i8; 4]], zero: i8, weights: &[Quad], sums: &mut [i32; 4]) {
    quads(x, zero, weights.as_chunks::<1>().0, [sums]);
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

/// Adds the products of `x - zero` to the sum of one output.
pub(super) fn one(x: &[i8], zero: i8, weights: &[i8], sum: &mut i32) {
    for (x, weight) in x.iter().zip(weights) {
        *sum += (i32::from(*x) - i32::from(zero)) * i32::from(*weight);
    }
}

/// Adds the products of `x - zero` to the sums of `N` times four outputs.
#[inline(always)]
fn quads<const N: usize>(x: &[[i8; 4]], zero: i8, weights: &[[Quad; N]], sums: [&mut [i32; 4]; N]) {
    let mut totals = [[[0i32; 2]; 2]; N];
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let mut all = [[0i32; 2]; N];
        let mut lower = [[0i32; 2]; N];
        for (x, weights) in x.iter().zip(weights) {
            for (index, x) in x.iter().enumerate() {
                let x = i32::from(*x) - i32::from(zero);
                for quad in 0..N {
                    for pair in 0..2 {
                        let word = u32::from_le(weights[quad][index % 2 * 2 + pair]);
                        let half = (word >> (index / 2 * 16)) as i16;
                        all[quad][pair] = all[quad][pair].wrapping_add(i32::from(half) * x);
                        lower[quad][pair] += i32::from(half as i8) * x;
                    }
                }
            }
        }
        for quad in 0..N {
            for pair in 0..2 {
                totals[quad][pair][0] += lower[quad][pair];
                totals[quad][pair][1] += all[quad][pair].wrapping_sub(lower[quad][pair]) >> 8;
            }
        }
    }
    for (sums, totals) in sums.into_iter().zip(&totals) {
        for (sum, total) in sums.iter_mut().zip(totals.as_flattened()) {
            *sum += total;
        }
    }
}
