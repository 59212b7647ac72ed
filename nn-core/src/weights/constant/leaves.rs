//! The layers that have tensors: nested arrays seen in the flat list of numbers, without a loop.

use super::{Constant, Source, from};
use crate::layer::{BatchNorm, Conv1d, Conv2d, Dense, DepthwiseConv2d, Layer, LayerNorm};
use crate::zero::Zero;

/// Takes a vector.
const fn one<const A: usize>(numbers: &'static [f32]) -> [f32; A] {
    match numbers.first_chunk() {
        Some(values) => *values,
        None => [0.0; A],
    }
}

/// Takes a matrix.
const fn two<const A: usize, const B: usize>(numbers: &'static [f32]) -> [[f32; A]; B] {
    match numbers.as_chunks().0.first_chunk() {
        Some(values) => *values,
        None => [[0.0; A]; B],
    }
}

/// Takes an array of three dimensions.
const fn three<const A: usize, const B: usize, const C: usize>(
    numbers: &'static [f32],
) -> [[[f32; A]; B]; C] {
    match numbers.as_chunks().0.as_chunks().0.first_chunk() {
        Some(values) => *values,
        None => [[[0.0; A]; B]; C],
    }
}

/// Takes an array of four dimensions.
const fn four<const A: usize, const B: usize, const C: usize, const D: usize>(
    numbers: &'static [f32],
) -> [[[[f32; A]; B]; C]; D] {
    match numbers
        .as_chunks()
        .0
        .as_chunks()
        .0
        .as_chunks()
        .0
        .first_chunk()
    {
        Some(values) => *values,
        None => [[[[0.0; A]; B]; C]; D],
    }
}

impl<const I: usize, const O: usize, A, S: Source> Constant<S> for Dense<I, O, A> {
    const VALUE: Self = Dense::new(two(from::<S>(0)), one(from::<S>(I * O)));
}

impl<const C: usize, const F: usize, const K: usize, T, A, S: Source> Constant<S>
    for Conv1d<C, F, K, T, A>
{
    const VALUE: Self = Conv1d::new(three(from::<S>(0)), one(from::<S>(C * K * F)));
}

impl<const C: usize, const F: usize, const KH: usize, const KW: usize, T, A, S: Source> Constant<S>
    for Conv2d<C, F, KH, KW, T, A>
{
    const VALUE: Self = Conv2d::new(four(from::<S>(0)), one(from::<S>(C * KH * KW * F)));
}

impl<const C: usize, const KH: usize, const KW: usize, T, A, S: Source> Constant<S>
    for DepthwiseConv2d<C, KH, KW, T, A>
{
    const VALUE: Self = DepthwiseConv2d::new(three(from::<S>(0)), one(from::<S>(C * KH * KW)));
}

impl<const C: usize, T, A, M, E, S: Source> Constant<S> for BatchNorm<C, T, A, M, E> {
    const VALUE: Self = {
        let mut layer = Self::ZERO;
        layer.scale = one(from::<S>(0));
        layer.shift = one(from::<S>(C));
        layer.mean = one(from::<S>(2 * C));
        layer.variance = one(from::<S>(3 * C));
        layer
    };
}

/// A layer normalisation of samples of this type, which hold so many numbers and are taken so.
macro_rules! layer_norm {
    ([$($size:ident),+] $sample:ty, $length:expr, $take:ident) => {
        impl<$(const $size: usize,)+ A, E, S: Source> Constant<S> for LayerNorm<$sample, A, E>
        where
            Self: Layer,
        {
            const VALUE: Self = {
                let mut layer = Self::ZERO;
                layer.scale = $take(from::<S>(0));
                layer.shift = $take(from::<S>($length));
                layer
            };
        }
    };
}

layer_norm!([N] [f32; N], N, one);
layer_norm!([C, L] [[f32; L]; C], C * L, two);
layer_norm!([C, H, W] [[[f32; W]; H]; C], C * H * W, three);
