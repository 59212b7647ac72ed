//! The functions of `arm` in plain Rust: what other processors run, and what the instructions are compared with.

use crate::{Quad, Requantized, Sums, Tap};

/// `SXTAB16`: adds bytes 0 and 2, with their signs, to the halves of a word.
pub(crate) const fn sxtab16(halves: u32, bytes: u32) -> u32 {
    let low = (halves as u16).wrapping_add(bytes as i8 as u16);
    let high = ((halves >> 16) as u16).wrapping_add((bytes >> 16) as i8 as u16);
    (high as u32) << 16 | low as u32
}

/// `SXTAB16` with `ROR #8`: adds bytes 1 and 3, with their signs, to the halves of a word.
pub(crate) const fn sxtab16_by_8(halves: u32, bytes: u32) -> u32 {
    sxtab16(halves, bytes >> 8)
}

/// `SMLAD`: adds both products of two halves, with their signs.
const fn smlad(a: u32, b: u32, sum: i32) -> i32 {
    let low = a as i16 as i32 * b as i16 as i32;
    let high = (a as i32 >> 16).wrapping_mul(b as i32 >> 16);
    sum.wrapping_add(low).wrapping_add(high)
}

/// Adds the products of `x + offset` and a quad of each group to the sums. The groups are at most 64.
pub(crate) fn products<const N: usize>(
    x: &[[i8; 4]],
    offset: u32,
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut [i32; 4],
) {
    let x = x.iter().map(|x| {
        let x = crate::word(*x);
        [sxtab16(offset, x), sxtab16_by_8(offset, x)]
    });
    let quads = weights.iter().filter_map(|weights| weights.get(quad));
    add(x.zip(quads), sums);
}

/// Adds the products of the listed groups and a quad of each to the sums. A group has 32 times its index.
pub(crate) fn listed(groups: &[[u32; 3]], weights: &[[Quad; 2]], quad: usize, sums: &mut [i32; 4]) {
    let terms = groups.iter().filter_map(|[even, odd, at]| {
        let quad = weights.get(*at as usize / 32)?.get(quad)?;
        Some(([*even, *odd], quad))
    });
    add(terms, sums);
}

/// Sets the sums of four outputs of both windows. They are number `place` of eight such sums.
pub(crate) fn windows<const N: usize>(
    groups: &[Quad],
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut Sums,
    place: usize,
) {
    for (window, sums) in sums.iter_mut().enumerate() {
        let x = groups.iter().map(|x| match window {
            0 => [x[0], x[2]],
            _ => [x[1], x[3]],
        });
        let quads = weights.iter().filter_map(|weights| weights.get(quad));
        if let Some(sums) = sums.as_chunks_mut::<4>().0.get_mut(place) {
            *sums = [0; 4];
            add(x.zip(quads), sums);
        }
    }
}

/// The sums of the products of all taps, for each channel of the complete groups of four.
pub(crate) fn channels<const C: usize>(taps: &[Tap<'_, C>], offset: u32, sums: &mut [i32; C]) {
    let offset = offset as i16 as i32;
    for (channel, sum) in sums.iter_mut().take(C & !3).enumerate() {
        let products = taps
            .iter()
            .map(|[x, weights]| (x[channel] as i32 + offset) * weights[channel] as i32);
        *sum = products.sum();
    }
}

/// Adds the products of `x + offset` and two outputs to the sums. The groups are at most 64.
pub(crate) fn pairs(x: &[[i8; 4]], offset: u32, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    let (mut all, mut lower) = (0, 0);
    for (x, weights) in x.iter().zip(weights) {
        let x = crate::word(*x);
        for (word, x) in weights
            .iter()
            .zip([sxtab16(offset, x), sxtab16_by_8(offset, x)])
        {
            all = smlad(*word, x, all);
            lower = smlad(sxtab16(0, *word), x, lower);
        }
    }
    sums[0] = sums[0].wrapping_add(lower);
    sums[1] = sums[1].wrapping_add(all.wrapping_sub(lower) >> 8);
}

/// Requantizes as many numbers as all arguments have, up to the first with a shift outside of -31 to -1 or a sum that cannot be
/// doubled. Returns their number.
pub(crate) fn requantize(numbers: &Requantized<'_>, constant: i32, outputs: &mut [i8]) -> usize {
    let mut count = 0;
    let sums = numbers.sums.iter().zip(numbers.bias);
    let factors = numbers.multiplier.iter().zip(numbers.shift);
    for ((output, (sum, bias)), (multiplier, shift)) in outputs.iter_mut().zip(sums).zip(factors) {
        let sum = sum.wrapping_add(*bias);
        let (by @ 0..31, Some(doubled)) = (!*shift as u8, sum.checked_add(sum)) else {
            break;
        };
        let product = doubled as i64 * *multiplier as i64;
        let high = ((product + (1 << 31)) >> 32) as i32;
        let halves = high.wrapping_add(high >> 31) >> by;
        *output = (halves.saturating_add(constant) >> 1).clamp(-128, 127) as i8;
        count += 1;
    }
    count
}

/// Adds the products of inputs, as two words of halves, and quads.
fn add<'a>(terms: impl Iterator<Item = ([u32; 2], &'a Quad)>, sums: &mut [i32; 4]) {
    let mut all = [0i32; 2];
    let mut lower = [0i32; 2];
    for ([even, odd], [first, second, third, fourth]) in terms {
        for (pair, words) in [[*first, *third], [*second, *fourth]]
            .into_iter()
            .enumerate()
        {
            for (word, x) in words.into_iter().zip([even, odd]) {
                all[pair] = smlad(word, x, all[pair]);
                lower[pair] = smlad(sxtab16(0, word), x, lower[pair]);
            }
        }
    }
    let [a, b, c, d] = sums;
    for ((sums, all), lower) in [(a, b), (c, d)].into_iter().zip(all).zip(lower) {
        *sums.0 = sums.0.wrapping_add(lower);
        *sums.1 = sums.1.wrapping_add(all.wrapping_sub(lower) >> 8);
    }
}
