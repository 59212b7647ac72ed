//! Groups of inputs as numbers of 16 bits, two in a word, and their products: for DSP instructions, which multiply two at a time.

use crate::elements::Expanded;
pub(crate) use crate::offset;
use crate::{Quad, add_separated, by_eight, by_four, instructions, one_by_one, word};

/// What is added to inputs: both halves are `-zero`.
pub(crate) type Offset = u32;

/// Four inputs of a vector: inputs 0 and 2, then inputs 1 and 3.
pub(crate) type Group = [u32; 2];

/// Four inputs of two windows: inputs 0 and 2 of both, then inputs 1 and 3 of both.
pub(crate) type Both = [u32; 4];

/// The groups of two windows that are expanded at a time.
pub(crate) const GROUPS: usize = 64;

/// Inputs of two windows that are zero.
pub(crate) const NONE_OF_BOTH: Both = [0; 4];

pub(crate) use crate::instructions::twice;

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32 / 2^by`, rounded, halves up, plus `zero`.
#[inline(always)]
pub(crate) fn once(sum: i32, multiplier: i32, by: u32, zero: i32) -> i8 {
    instructions::once(sum, multiplier >> by, zero)
}

/// Sets the inputs of a window.
#[inline(always)]
pub(crate) fn set(both: &mut Both, window: usize, group: Group) {
    [both[window & 1], both[2 + (window & 1)]] = group;
}

/// Adds the products of a group of inputs and the weights of four outputs to `L` and `S` of each pair of outputs.
#[inline(always)]
pub(crate) fn add(x: &Group, quad: &Quad, parts: &mut [i32; 4]) {
    let words = quad.as_chunks::<2>().0;
    instructions::two(x[0], &words[0], parts);
    instructions::two(x[1], &words[1], parts);
}

/// Adds the products of a group of inputs and the weights of two outputs to `L` and `S`.
#[inline(always)]
pub(crate) fn add_pair(x: &Group, words: &[u32; 2], parts: &mut [i32; 2]) {
    instructions::pair(words[0], x[0], parts);
    instructions::pair(words[1], x[1], parts);
}

/// Adds the products of fewer than four inputs, `x - zero`, and the weights of eight outputs to `sums`.
#[inline(always)]
pub(crate) fn last(x: &[i8], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 8]) {
    for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let mut parts = [0; 4];
        for (x, words) in x.iter().zip(weights) {
            let x = i32::from(*x) - i32::from(zero);
            instructions::last(words[quad & 1], x as u32, &mut parts);
        }
        add_separated(parts, sums);
    }
}

/// Adds the products of a group of inputs of two windows and the weights of two outputs to `L` and `S` of each window.
#[inline(always)]
pub(crate) fn add_pair_to_both(x: &Both, words: &[u32; 2], parts: &mut [i32; 4]) {
    let x = x.as_chunks::<2>().0;
    instructions::shared(words[0], &x[0], parts);
    instructions::shared(words[1], &x[1], parts);
}

/// Adds the products of a group of inputs of two windows and the weights of one output to a sum of each window.
#[inline(always)]
pub(crate) fn add_one_to_both(x: &Both, weights: [i8; 4], parts: &mut [i32; 2]) {
    let (x, weights) = (x.as_chunks::<2>().0, word(weights));
    instructions::single(instructions::sxtab16(0, weights), &x[0], parts);
    instructions::single(instructions::sxtab16_by_8(0, weights), &x[1], parts);
}

/// Adds the products of a group of inputs of two windows and the weights of four outputs: to `L` and `S` of outputs 0 and 1 of each
/// window, and to those of outputs 2 and 3.
#[inline(always)]
fn add_to_both(x: &Both, words: &Quad, [lower, upper]: &mut [[i32; 4]; 2]) {
    let x = x.as_chunks::<2>().0;
    instructions::shared(words[0], &x[0], lower);
    instructions::shared(words[1], &x[0], upper);
    instructions::shared(words[2], &x[1], lower);
    instructions::shared(words[3], &x[1], upper);
}

impl Expanded for Group {
    const NONE: Self = [0; 2];

    #[inline(always)]
    fn new(x: &[i8; 4], zero: i8) -> Self {
        let (x, offset) = (word(*x), offset(zero));
        [
            instructions::sxtab16(offset, x),
            instructions::sxtab16_by_8(offset, x),
        ]
    }

    #[inline(always)]
    fn consecutive(groups: &[Self], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        consecutive(groups, weights, sums);
    }

    #[inline(always)]
    fn selected(groups: &[Self], places: &[u16], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        selected(groups, places, weights, sums);
    }
}

/// The products of consecutive groups of inputs, at most 64.
#[inline(never)]
fn consecutive(groups: &[Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let [lower, upper] = sums.as_chunks_mut::<4>().0 else {
        return;
    };
    let mut parts = [0; 4];
    by_eight(groups, weights, &mut parts, |x, weights, parts| {
        add(x, &weights[0], parts);
    });
    add_separated(parts, lower);
    let mut parts = [0; 4];
    by_eight(groups, weights, &mut parts, |x, weights, parts| {
        add(x, &weights[1], parts);
    });
    add_separated(parts, upper);
}

/// The products of groups of inputs at some places, at most 64.
#[inline(never)]
fn selected(groups: &[Group], places: &[u16], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let mut parts = [0; 4];
        one_by_one(groups, places, &mut parts, |x, place, parts| {
            if let Some(weights) = weights.get(usize::from(*place)) {
                add(x, &weights[quad & 1], parts);
            }
        });
        add_separated(parts, sums);
    }
}

/// `L` and `S` of outputs 0 and 1 of each window, and those of outputs 2 and 3, of a quad of weights.
#[inline(always)]
pub(crate) fn both<const N: usize>(
    x: &[Both],
    weights: &[[Quad; N]],
    quad: usize,
) -> [[i32; 4]; 2] {
    let mut parts = [[0; 4]; 2];
    if quad == 0 {
        by_four(x, weights, &mut parts, |x, weights, parts| {
            add_to_both(x, &weights[0], parts);
        });
    } else {
        by_four(x, weights, &mut parts, |x, weights, parts| {
            add_to_both(x, &weights[N - 1], parts);
        });
    }
    parts
}

/// Adds the products of the inputs and the weights of four channels to their sums.
#[inline(always)]
pub(crate) fn add_channels(x: [i8; 4], offset: u32, weights: [i8; 4], sums: &mut [i32; 4]) {
    instructions::channels(word(x), offset, word(weights), sums);
}
