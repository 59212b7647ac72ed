//! The inner loops of processors with registers for eight sums.

use super::{Both, Group};
use super::{half, loops::one, loops::two};
use crate::{Quad, equally_long, one_by_one, separated};

/// Sets `L` and `S` of each pair of eight outputs, of consecutive groups.
#[inline(never)]
pub(super) fn consecutive(x: &[Group], weights: &[[Quad; 2]], parts: &mut [i32; 8]) {
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
    *parts = sums;
}

/// Sets the sums of eight outputs, of few groups.
#[inline(always)]
pub(super) fn few(x: &mut [Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    consecutive(x, weights, sums);
    *sums = separated(*sums);
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
    if quad == 0 {
        both_of(x, weights, |quads| &quads[0])
    } else {
        both_of(x, weights, |quads| &quads[N - 1])
    }
}

/// [`both`], of the quad that `quad` returns.
#[inline(always)]
fn both_of<const N: usize>(
    x: &[Both],
    weights: &[[Quad; N]],
    quad: impl Fn(&[Quad; N]) -> &Quad,
) -> [[i32; 4]; 2] {
    let mut sums = [[0; 4]; 2];
    let (x, weights) = equally_long(x, weights);
    let ((inputs, x), (factors, weights)) = (x.as_chunks::<4>(), weights.as_chunks::<4>());
    one_by_one(inputs, factors, &mut sums, |x, weights, sums| {
        add_to_both(&x[0], quad(&weights[0]), sums);
        add_to_both(&x[1], quad(&weights[1]), sums);
        add_to_both(&x[2], quad(&weights[2]), sums);
        add_to_both(&x[3], quad(&weights[3]), sums);
    });
    one_by_one(x, weights, &mut sums, |x, weights, sums| {
        add_to_both(x, quad(weights), sums);
    });
    sums
}

/// Adds the products of a group and the weights of eight outputs.
#[inline(always)]
fn add_to_eight(x: &Group, weights: &[Quad; 2], sums: &mut [i32; 8]) {
    add_input::<0>(x, weights, sums);
    add_input::<1>(x, weights, sums);
    add_input::<2>(x, weights, sums);
    add_input::<3>(x, weights, sums);
}

/// Adds the products of an input of a group and the weights of eight outputs.
#[inline(always)]
fn add_input<const I: usize>(x: &Group, [lower, upper]: &[Quad; 2], sums: &mut [i32; 8]) {
    let [a, b, c, d, e, f, g, h] = sums;
    one(half(&lower[I & 2], I & 1), x[I], a, b);
    one(half(&lower[(I & 2) | 1], I & 1), x[I], c, d);
    one(half(&upper[I & 2], I & 1), x[I], e, f);
    one(half(&upper[(I & 2) | 1], I & 1), x[I], g, h);
}

/// Adds the products of a group of two windows and the weights of four outputs.
#[inline(always)]
fn add_to_both(x: &Both, quad: &Quad, [lower, upper]: &mut [[i32; 4]; 2]) {
    two(half(&quad[0], 0), &x[0], lower);
    two(half(&quad[1], 0), &x[0], upper);
    two(half(&quad[0], 1), &x[1], lower);
    two(half(&quad[1], 1), &x[1], upper);
    two(half(&quad[2], 0), &x[2], lower);
    two(half(&quad[3], 0), &x[2], upper);
    two(half(&quad[2], 1), &x[3], lower);
    two(half(&quad[3], 1), &x[3], upper);
}
