//! The inner loops of processors with registers for eight sums.

use super::{Both, Group};
use super::{half, loops::one, loops::two};
use crate::{Quad, by_four, equally_long, one_by_one};

/// `L` and `S` of each pair of eight outputs, of consecutive groups.
#[inline(never)]
pub(super) fn consecutive(x: &[Group], weights: &[[Quad; 2]]) -> [i32; 8] {
    let mut sums = [0; 8];
    let (x, weights) = equally_long(x, weights);
    let ((inputs, x), (factors, weights)) = (x.as_chunks::<4>(), weights.as_chunks::<4>());
    // one call of each closure, because a long one is not inlined where it is called twice
    one_by_one(inputs, factors, &mut sums, |x, weights, sums| {
        add_to_eight(&x[0], &weights[0], sums);
        add_to_eight(&x[1], &weights[1], sums);
        add_to_eight(&x[2], &weights[2], sums);
        add_to_eight(&x[3], &weights[3], sums);
    });
    one_by_one(x, weights, &mut sums, add_to_eight);
    sums
}

/// `L` and `S` of each pair of eight outputs, of groups at some places.
#[inline(never)]
pub(super) fn selected(x: &[Group], places: &[u16], weights: &[[Quad; 2]]) -> [i32; 8] {
    let mut sums = [0; 8];
    let (mut x, mut places) = equally_long(x, places);
    while let (Some((first, x_rest)), Some((place, places_rest))) =
        (x.split_first(), places.split_first())
        && let Some(weights) = weights.get(usize::from(*place))
    {
        add_to_eight(first, weights, &mut sums);
        (x, places) = (x_rest, places_rest);
    }
    sums
}

/// `L` and `S` of outputs 0 and 1 of each window, and those of outputs 2 and 3, of a quad of weights, one of `N`.
#[inline(always)]
pub(crate) fn both<const N: usize>(
    x: &[Both],
    weights: &[[Quad; N]],
    quad: usize,
) -> [[i32; 4]; 2] {
    let mut sums = [[0; 4]; 2];
    if quad == 0 {
        by_four(x, weights, &mut sums, |x, weights, sums| {
            add_to_both(x, &weights[0], sums);
        });
    } else {
        by_four(x, weights, &mut sums, |x, weights, sums| {
            add_to_both(x, &weights[N - 1], sums);
        });
    }
    sums
}

/// Adds the products of a group and the weights of eight outputs.
#[inline(always)]
fn add_to_eight(x: &Group, weights: &[Quad; 2], [a, b, c, d, e, f, g, h]: &mut [i32; 8]) {
    for (index, x) in x.iter().enumerate() {
        let half = |quad: usize, pair: usize| half(&weights[quad][(index & 2) | pair], index & 1);
        one(half(0, 0), *x, a, b);
        one(half(0, 1), *x, c, d);
        one(half(1, 0), *x, e, f);
        one(half(1, 1), *x, g, h);
    }
}

/// Adds the products of a group of two windows and the weights of four outputs.
#[inline(always)]
fn add_to_both(x: &Both, quad: &Quad, [lower, upper]: &mut [[i32; 4]; 2]) {
    for (index, x) in x.iter().enumerate() {
        two(half(&quad[index & 2], index & 1), x, lower);
        two(half(&quad[(index & 2) | 1], index & 1), x, upper);
    }
}
