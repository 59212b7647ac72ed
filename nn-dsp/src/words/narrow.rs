//! The inner loops of processors with registers for two sums: one pass for each window and each pair of outputs.

use core::cell::Cell;

use super::loops::{first_of_lower, of_lower, of_upper};
use super::{Both, Group};
use crate::{Quad, equally_long, one_by_one, separated};

/// Sets `L` and `S` of each pair of eight outputs, of consecutive groups.
#[inline(never)]
pub(super) fn consecutive(x: &[Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    let input = |x: &Group, index: usize| x[index];
    let [a, b] = pass(x, weights, input, |[quad, _]| pair(quad, 0));
    let [c, d] = pass(x, weights, input, |[quad, _]| pair(quad, 1));
    let [e, f] = pass(x, weights, input, |[_, quad]| pair(quad, 0));
    let [g, h] = pass(x, weights, input, |[_, quad]| pair(quad, 1));
    *sums = [a, b, c, d, e, f, g, h];
}

/// Sets the sums of eight outputs, of groups of which there are at most four, and whose number the compiler knows.
#[inline(always)]
pub(super) fn few(x: &mut [Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    match weights.len() {
        1 => all::<1>(x, weights, sums),
        2 => all::<2>(x, weights, sums),
        3 => all::<3>(x, weights, sums),
        4 => all::<4>(x, weights, sums),
        _ => {
            consecutive(x, weights, sums);
            *sums = separated(*sums);
        }
    }
}

/// Sets the sums of eight outputs, of `N` groups.
#[inline(always)]
fn all<const N: usize>(x: &mut [Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    if let (Some(x), Some(weights)) = (x.first_chunk_mut::<N>(), weights.first_chunk()) {
        let x = Cell::from_mut(x).as_array_of_cells();
        let sums = Cell::from_mut(sums).as_array_of_cells();
        start_all::<N>(x, weights, sums);
    } else {
        *sums = [0; 8];
    }
}

/// Sets the sums of eight outputs, of `N` groups: all addresses are constants beside two registers. The groups are in cells, which the
/// compiler reads for each pair. It would store others on the stack at first.
#[inline(never)]
fn start_all<const N: usize>(
    x: &[Cell<Group>; N],
    weights: &[[Quad; 2]; N],
    sums: &[Cell<i32>; 8],
) {
    start_pair::<0, N>(x, weights, sums);
    start_pair::<1, N>(x, weights, sums);
    start_pair::<2, N>(x, weights, sums);
    start_pair::<3, N>(x, weights, sums);
}

/// Sets the sums of pair `P` of eight outputs.
#[inline(always)]
fn start_pair<const P: usize, const N: usize>(
    x: &[Cell<Group>; N],
    weights: &[[Quad; 2]; N],
    sums: &[Cell<i32>; 8],
) {
    let mut all = x.iter().zip(weights);
    if let Some((x, weights)) = all.next() {
        let mut parts = start(cells(x), words::<P>(weights));
        for (x, weights) in all {
            add(cells(x), words::<P>(weights), &mut parts);
        }
        let [first, second] = separated(parts);
        sums[2 * P].set(first);
        sums[2 * P + 1].set(second);
    }
}

/// The inputs of a group in cells.
#[inline(always)]
fn cells(group: &Cell<Group>) -> impl Fn(usize) -> i32 {
    let group = group.as_array_of_cells();
    move |index| group[index].get()
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
    let [a, b] = pass(x, weights, |x: &Both, index| x[index][0], &words);
    let [c, d] = pass(x, weights, |x: &Both, index| x[index][1], &words);
    [a, b, c, d]
}

/// The inputs of a group.
#[inline(always)]
fn group(group: &Group) -> impl Fn(usize) -> i32 + Copy {
    move |index| group[index]
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
    input: impl Fn(&X, usize) -> i32,
    words: impl Fn(&W) -> [&u32; 2],
) -> [i32; 2] {
    let mut sums = [0; 2];
    let (x, weights) = equally_long(x, weights);
    let ((inputs, x), (factors, weights)) = (x.as_chunks::<4>(), weights.as_chunks::<4>());
    one_by_one(inputs, factors, &mut sums, |x, weights, sums| {
        add(|index| input(&x[0], index), words(&weights[0]), sums);
        add(|index| input(&x[1], index), words(&weights[1]), sums);
        add(|index| input(&x[2], index), words(&weights[2]), sums);
        add(|index| input(&x[3], index), words(&weights[3]), sums);
    });
    one_by_one(x, weights, &mut sums, |x, weights, sums| {
        add(|index| input(x, index), words(weights), sums);
    });
    sums
}

/// `L` and `S` of a group and the weights of two outputs.
#[inline(always)]
fn start(x: impl Fn(usize) -> i32, words: [&u32; 2]) -> [i32; 2] {
    let mut word = *words[0];
    let [mut lower, mut both] = first_of_lower(word, x(0));
    of_upper(&mut word, x(1), &mut lower, &mut both);
    let mut word = *words[1];
    of_lower(word, x(2), &mut lower, &mut both);
    of_upper(&mut word, x(3), &mut lower, &mut both);
    [lower, both]
}

/// Adds the products of a group and the weights of two outputs to `L` and `S`.
#[inline(always)]
fn add(x: impl Fn(usize) -> i32, words: [&u32; 2], [lower, both]: &mut [i32; 2]) {
    let mut word = *words[0];
    of_lower(word, x(0), lower, both);
    of_upper(&mut word, x(1), lower, both);
    let mut word = *words[1];
    of_lower(word, x(2), lower, both);
    of_upper(&mut word, x(3), lower, both);
}
