//! The inner loops of processors with registers for two sums: one pass for each window and each pair of outputs.

use super::loops::{first_of_lower, of_lower, of_upper};
use super::{Both, Group};
use crate::{Quad, equally_long, one_by_one};

/// Sets `L` and `S` of each pair of eight outputs, of consecutive groups.
#[inline(never)]
pub(super) fn consecutive(x: &[Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    *sums = [0; 8];
    add_all(x, weights, sums);
}

/// [`consecutive`] for a number of groups that the compiler knows.
#[inline(always)]
pub(super) fn counted(x: &[Group], weights: &[[Quad; 2]]) -> [i32; 8] {
    let mut sums = [0; 8];
    if let (Some((first, x)), Some((factors, weights))) = (
        x.split_first_chunk::<4>(),
        weights.split_first_chunk::<4>(),
    ) {
        add_fours::<true>(first, factors, &mut sums);
        add_all(x, weights, &mut sums);
    } else if let (Some((first, x)), Some((factors, weights))) = (
        x.split_first_chunk::<2>(),
        weights.split_first_chunk::<2>(),
    ) {
        add_twos::<true>(first, factors, &mut sums);
        add_all(x, weights, &mut sums);
    } else {
        add_all(x, weights, &mut sums);
    }
    sums
}

/// Adds the products of groups and the weights of eight outputs.
///
/// Four groups are multiplied by the weights of one pair after the other: then all addresses are constants beside two registers.
#[inline(always)]
fn add_all(x: &[Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let (x, weights) = equally_long(x, weights);
    let ((inputs, x), (factors, weights)) = (x.as_chunks::<4>(), weights.as_chunks::<4>());
    for (x, weights) in inputs.iter().zip(factors) {
        add_fours::<false>(x, weights, sums);
    }
    let ((inputs, x), (factors, weights)) = (x.as_chunks::<2>(), weights.as_chunks::<2>());
    for (x, weights) in inputs.iter().zip(factors) {
        add_twos::<false>(x, weights, sums);
    }
    for (x, weights) in x.iter().zip(weights) {
        add_one::<0, false>(x, weights, sums);
        add_one::<1, false>(x, weights, sums);
        add_one::<2, false>(x, weights, sums);
        add_one::<3, false>(x, weights, sums);
    }
}

/// Adds the products of four groups and the weights of eight outputs to sums, or to 0 if `START`.
#[inline(always)]
fn add_fours<const START: bool>(
    x: &[Group; 4],
    weights: &[[Quad; 2]; 4],
    sums: &mut [i32; 8],
) {
    add_four::<0, START>(x, weights, sums);
    add_four::<1, START>(x, weights, sums);
    add_four::<2, START>(x, weights, sums);
    add_four::<3, START>(x, weights, sums);
}

/// [`add_fours`] for two groups.
#[inline(always)]
fn add_twos<const START: bool>(x: &[Group; 2], weights: &[[Quad; 2]; 2], sums: &mut [i32; 8]) {
    add_two::<0, START>(x, weights, sums);
    add_two::<1, START>(x, weights, sums);
    add_two::<2, START>(x, weights, sums);
    add_two::<3, START>(x, weights, sums);
}

/// [`add_fours`] for pair `P` of the outputs.
#[inline(always)]
fn add_four<const P: usize, const START: bool>(
    x: &[Group; 4],
    weights: &[[Quad; 2]; 4],
    sums: &mut [i32; 8],
) {
    add_one::<P, START>(&x[0], &weights[0], sums);
    add_one::<P, false>(&x[1], &weights[1], sums);
    add_one::<P, false>(&x[2], &weights[2], sums);
    add_one::<P, false>(&x[3], &weights[3], sums);
}

/// [`add_four`] for two groups.
#[inline(always)]
fn add_two<const P: usize, const START: bool>(
    x: &[Group; 2],
    weights: &[[Quad; 2]; 2],
    sums: &mut [i32; 8],
) {
    add_one::<P, START>(&x[0], &weights[0], sums);
    add_one::<P, false>(&x[1], &weights[1], sums);
}

/// [`add_four`] for one group.
#[inline(always)]
fn add_one<const P: usize, const START: bool>(
    x: &Group,
    weights: &[Quad; 2],
    sums: &mut [i32; 8],
) {
    if START {
        [sums[2 * P], sums[2 * P + 1]] = start(group(x), words::<P>(weights));
    } else {
        let mut parts = [sums[2 * P], sums[2 * P + 1]];
        add(group(x), words::<P>(weights), &mut parts);
        [sums[2 * P], sums[2 * P + 1]] = parts;
    }
}

/// Adds the products of an input and the weights of four outputs to `L` and `S` of each pair of outputs.
#[inline(always)]
pub(crate) fn last(word: &u32, x: i32, [l0, s0, l1, s1]: &mut [i32; 4]) {
    let mut word = *word;
    of_lower(word, x, l0, s0);
    of_upper(&mut word, x, l1, s1);
}

/// The weights of pair `P` of eight outputs.
#[inline(always)]
fn words<const P: usize>(weights: &[Quad; 2]) -> [&u32; 2] {
    pair(&weights[P / 2], P % 2)
}

/// `L` and `S` of each pair of eight outputs, of groups at some places.
#[inline(never)]
pub(super) fn selected(x: &[Group], places: &[u16], weights: &[[Quad; 2]]) -> [i32; 8] {
    let [mut a, mut b, mut c, mut d] = [[0; 2]; 4];
    for (x, place) in x.iter().zip(places) {
        let Some([first, second]) = weights.get(usize::from(*place)) else {
            break;
        };
        let x = group(x);
        add(x, pair(first, 0), &mut a);
        add(x, pair(first, 1), &mut b);
        add(x, pair(second, 0), &mut c);
        add(x, pair(second, 1), &mut d);
    }
    let ([a, b], [c, d], [e, f], [g, h]) = (a, b, c, d);
    [a, b, c, d, e, f, g, h]
}

/// `L` and `S` of outputs 0 and 1 of each window, and those of outputs 2 and 3, of a quad of weights, one of `N`.
#[inline(always)]
pub(crate) fn both<const N: usize>(
    x: &[Both],
    weights: &[[Quad; N]],
    quad: usize,
) -> [[i32; 4]; 2] {
    if quad == 0 {
        [
            windows(x, weights, |quads| pair(&quads[0], 0)),
            windows(x, weights, |quads| pair(&quads[0], 1)),
        ]
    } else {
        [
            windows(x, weights, |quads| pair(&quads[N - 1], 0)),
            windows(x, weights, |quads| pair(&quads[N - 1], 1)),
        ]
    }
}

/// `L` and `S` of two outputs of each window.
#[inline(always)]
fn windows<W>(x: &[Both], weights: &[W], words: impl Fn(&W) -> [&u32; 2]) -> [i32; 4] {
    let [a, b] = pass(
        x,
        weights,
        |[a, b, c, d]: &Both| [&a[0], &b[0], &c[0], &d[0]],
        &words,
    );
    let [c, d] = pass(
        x,
        weights,
        |[a, b, c, d]: &Both| [&a[1], &b[1], &c[1], &d[1]],
        &words,
    );
    [a, b, c, d]
}

/// The inputs of a group.
#[inline(always)]
fn group([a, b, c, d]: &Group) -> [&i32; 4] {
    [a, b, c, d]
}

/// The weights of a pair of outputs.
#[inline(always)]
fn pair(quad: &Quad, pair: usize) -> [&u32; 2] {
    [&quad[pair & 1], &quad[(pair & 1) + 2]]
}

/// `L` and `S` of two outputs, of the inputs and the words that the functions return.
#[inline(never)]
fn pass<X, W>(
    x: &[X],
    weights: &[W],
    group: impl Fn(&X) -> [&i32; 4],
    words: impl Fn(&W) -> [&u32; 2],
) -> [i32; 2] {
    let mut sums = [0; 2];
    let (x, weights) = equally_long(x, weights);
    let ((inputs, x), (factors, weights)) = (x.as_chunks::<4>(), weights.as_chunks::<4>());
    one_by_one(inputs, factors, &mut sums, |x, weights, sums| {
        add(group(&x[0]), words(&weights[0]), sums);
        add(group(&x[1]), words(&weights[1]), sums);
        add(group(&x[2]), words(&weights[2]), sums);
        add(group(&x[3]), words(&weights[3]), sums);
    });
    one_by_one(x, weights, &mut sums, |x, weights, sums| {
        add(group(x), words(weights), sums);
    });
    sums
}

/// `L` and `S` of a group and the weights of two outputs.
#[inline(always)]
fn start([a, b, c, d]: [&i32; 4], words: [&u32; 2]) -> [i32; 2] {
    let mut word = *words[0];
    let [mut lower, mut both] = first_of_lower(word, *a);
    of_upper(&mut word, *b, &mut lower, &mut both);
    let mut word = *words[1];
    of_lower(word, *c, &mut lower, &mut both);
    of_upper(&mut word, *d, &mut lower, &mut both);
    [lower, both]
}

/// Adds the products of a group and the weights of two outputs to `L` and `S`.
#[inline(always)]
fn add([a, b, c, d]: [&i32; 4], words: [&u32; 2], [lower, both]: &mut [i32; 2]) {
    let mut word = *words[0];
    of_lower(word, *a, lower, both);
    of_upper(&mut word, *b, lower, both);
    let mut word = *words[1];
    of_lower(word, *c, lower, both);
    of_upper(&mut word, *d, lower, both);
}
