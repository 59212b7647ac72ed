//! Constants of the layers with tensors. Their nested arrays are views of the flat list of numbers, without a loop.

use core::marker::PhantomData;

use super::{Constant, Source, from, read};
use crate::geometry::Geometry;
use crate::layer::{
    BatchNorm, Conv, Dense, DepthwiseConv, FastGrnn, LayerNorm, MinGru, Optional, PRelu, Recurrent,
    Standardize, len,
};
use crate::tensor::constant::{Numbers, Viewed};
use crate::tensor::{Cell, Tensor};
use crate::zero::Zero;

/// The place after the array `T`, which begins at `S`.
#[derive(Debug)]
pub struct After<S, T>(PhantomData<(S, T)>);

impl<S: Source, T> Source for After<S, T> {
    const WORDS: &'static [u32] = S::WORDS;
    const BEFORE: usize = S::BEFORE + size_of::<T>().div_ceil(size_of::<u32>());
}

/// The numbers from the place `S` on.
#[derive(Debug)]
pub struct At<S>(PhantomData<S>);

/// Implements [`Numbers`] for [`At`].
macro_rules! numbers {
    ($($type:ty),*) => { $(
        impl<S: Source> Numbers<$type> for At<S> {
            const ALL: &'static [$type] = bytemuck::must_cast_slice(from::<S>());
        }
    )* };
}

numbers!(f32, i32, i8);

impl<T: Cell, const N: usize, S: Source> Constant<S> for [T; N]
where
    At<S>: Numbers<T::Element>,
{
    const VALUE: Self = match <T::View<At<S>> as Viewed<T>>::CELLS.first_chunk() {
        Some(values) => *values,
        None => Self::ZERO,
    };
}

/// Implements `Constant` for a layer with weights, followed by biases.
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
weighted!([const C: usize, const H: usize, const G: usize, const L: usize, T]
    MinGru<C, H, G, L, T, B> { [[f32; G]; C], G });
weighted!([const C: usize, const F: usize, G: Geometry, A]
    Conv<C, F, G, A, B> { [G::Kernel<[f32; F]>; C], F });
weighted!([const C: usize, G: Geometry, A] DepthwiseConv<C, G, A, B> { [G::Kernel<f32>; C], C });

/// The place of the first bias of a recurrent layer, and that of the second one.
type Biases<S, const C: usize, const H: usize, const G: usize> =
    After<After<S, [[f32; G]; C]>, [[f32; G]; H]>;
type LastBiases<S, B, const C: usize, const H: usize, const G: usize> =
    After<Biases<S, C, H, G>, <B as Optional>::Of<[f32; G]>>;

impl<K, const C: usize, const H: usize, const G: usize, const L: usize, T, B: Optional, S: Source>
    Constant<S> for Recurrent<K, C, H, G, L, T, B>
where
    B::Of<[f32; G]>: Constant<Biases<S, C, H, G>> + Constant<LastBiases<S, B, C, H, G>>,
{
    const VALUE: Self = Self::new(
        <[[f32; G]; C] as Constant<S>>::VALUE,
        <[[f32; G]; H] as Constant<After<S, [[f32; G]; C]>>>::VALUE,
        <B::Of<[f32; G]> as Constant<Biases<S, C, H, G>>>::VALUE,
        <B::Of<[f32; G]> as Constant<LastBiases<S, B, C, H, G>>>::VALUE,
    );
}

/// The place of `zeta` of a FastGRNN, and those of its biases.
type Scales<S, const C: usize, const H: usize> = After<After<S, [[f32; H]; C]>, [[f32; H]; H]>;
type GateBias<S, const C: usize, const H: usize> = After<Scales<S, C, H>, [f32; 2]>;
type UpdateBias<S, B, const C: usize, const H: usize> =
    After<GateBias<S, C, H>, <B as Optional>::Of<[f32; H]>>;

impl<const C: usize, const H: usize, const L: usize, T, B: Optional, S: Source> Constant<S>
    for FastGrnn<C, H, L, T, B>
where
    B::Of<[f32; H]>: Constant<GateBias<S, C, H>> + Constant<UpdateBias<S, B, C, H>>,
{
    const VALUE: Self = Self::new(
        <[[f32; H]; C] as Constant<S>>::VALUE,
        <[[f32; H]; H] as Constant<After<S, [[f32; H]; C]>>>::VALUE,
        <[[f32; 1]; 2] as Constant<Scales<S, C, H>>>::VALUE,
        <B::Of<[f32; H]> as Constant<GateBias<S, C, H>>>::VALUE,
        <B::Of<[f32; H]> as Constant<UpdateBias<S, B, C, H>>>::VALUE,
    );
}

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

impl<T: Tensor<Element = f32>, A, E, B: Optional, S: Source> Constant<S> for LayerNorm<T, A, E, B>
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

impl<const C: usize, T, S: Source> Constant<S> for Standardize<C, T> {
    const VALUE: Self = {
        let mut layer = Self::ZERO;
        read::<S>(0, &mut layer.mean);
        read::<S>(C, &mut layer.scale);
        layer
    };
}

impl<const C: usize, T, S: Source> Constant<S> for PRelu<C, T> {
    const VALUE: Self = {
        let mut layer = Self::ZERO;
        read::<S>(0, &mut layer.slopes);
        layer
    };
}
