//! The layers that have tensors: nested arrays seen in the flat list of numbers, without a loop.

use core::marker::PhantomData;

use super::{Constant, Source, from, read};
use crate::layer::{BatchNorm, Conv1d, Conv2d, Dense, DepthwiseConv2d, LayerNorm, Optional, len};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// What stands behind the array `T`, which stands at `S`.
pub struct After<S, T>(PhantomData<(S, T)>);

impl<S: Source, T> Source for After<S, T> {
    const NUMBERS: &'static [f32] = S::NUMBERS;
    const BEFORE: usize = S::BEFORE + size_of::<T>() / size_of::<f32>();
}

impl<const A: usize, S: Source> Constant<S> for [f32; A] {
    const VALUE: Self = match from::<S>(0).first_chunk() {
        Some(values) => *values,
        None => [0.0; A],
    };
}

impl<const A: usize, const B: usize, S: Source> Constant<S> for [[f32; A]; B] {
    const VALUE: Self = match from::<S>(0).as_chunks().0.first_chunk() {
        Some(values) => *values,
        None => [[0.0; A]; B],
    };
}

impl<const A: usize, const B: usize, const C: usize, S: Source> Constant<S> for [[[f32; A]; B]; C] {
    const VALUE: Self = match from::<S>(0).as_chunks().0.as_chunks().0.first_chunk() {
        Some(values) => *values,
        None => [[[0.0; A]; B]; C],
    };
}

impl<const A: usize, const B: usize, const C: usize, const D: usize, S: Source> Constant<S>
    for [[[[f32; A]; B]; C]; D]
{
    const VALUE: Self = {
        let vectors = from::<S>(0).as_chunks().0;
        match vectors.as_chunks().0.as_chunks().0.first_chunk() {
            Some(values) => *values,
            None => [[[[0.0; A]; B]; C]; D],
        }
    };
}

/// A layer of weights and, behind them, biases.
macro_rules! weighted {
    ([$($generics:tt)*] $layer:ty { $weights:ty, $outputs:ident }) => {
        impl<$($generics)*, B: Optional, S: Source> Constant<S> for $layer
        where
            B::Of<[f32; $outputs]>: Constant<After<S, $weights>>,
        {
            const VALUE: Self = Self::new(
                <$weights as Constant<S>>::VALUE,
                <B::Of<[f32; $outputs]> as Constant<After<S, $weights>>>::VALUE,
            );
        }
    };
}

weighted!([const I: usize, const O: usize, A] Dense<I, O, A, B> { [[f32; O]; I], O });
weighted!([const C: usize, const F: usize, const K: usize, T, A]
    Conv1d<C, F, K, T, A, B> { [[[f32; F]; K]; C], F });
weighted!([const C: usize, const F: usize, const KH: usize, const KW: usize, T, A]
    Conv2d<C, F, KH, KW, T, A, B> { [[[[f32; F]; KW]; KH]; C], F });
weighted!([const C: usize, const KH: usize, const KW: usize, T, A]
    DepthwiseConv2d<C, KH, KW, T, A, B> { [[[f32; KW]; KH]; C], C });

impl<const C: usize, T, A, M, E, B: Optional, S: Source> Constant<S> for BatchNorm<C, T, A, M, E, B>
where
    B::Of<[f32; C]>: Constant<S> + Constant<After<S, B::Of<[f32; C]>>>,
{
    const VALUE: Self = {
        let mut layer = Self::ZERO;
        layer.scale = <B::Of<[f32; C]> as Constant<S>>::VALUE;
        layer.shift = <B::Of<[f32; C]> as Constant<After<S, B::Of<[f32; C]>>>>::VALUE;
        read::<S>(2 * len::<B, [f32; C]>(), &mut layer.mean);
        read::<S>(2 * len::<B, [f32; C]>() + C, &mut layer.variance);
        layer
    };
}

impl<T: Tensor, A, E, B: Optional, S: Source> Constant<S> for LayerNorm<T, A, E, B>
where
    B::Of<T>: Constant<S> + Constant<After<S, B::Of<T>>>,
{
    const VALUE: Self = {
        let mut layer = Self::ZERO;
        layer.scale = <B::Of<T> as Constant<S>>::VALUE;
        layer.shift = <B::Of<T> as Constant<After<S, B::Of<T>>>>::VALUE;
        layer
    };
}
