//! The int8 forms of simple layers.

use super::{Fine, Last, No, Quantize, QuantizeActivated};
use crate::activation::{Activation, Identity};
use crate::geometry::Geometry;
use crate::layer::int8::{
    ConvI8, DenseI8, DepthwiseConvI8, Form, GlobalAvgPoolI8, GlobalMaxPoolI8, PoolI8,
    QuantizedActivation, RecurrentI8, Rounding, UpsampleI8, ZeroPadI8,
};
use crate::layer::{
    Average, Conv, Dense, DepthwiseConv, Dropout, FastGrnn, FastGrnnCell, Flatten, GlobalAvgPool,
    GlobalMaxPool, GruCell, LayerNorm, LstmCell, Max, MinGru, Nonlinearity, Optional, PRelu,
    PaddedAverage, Pass, Pool, Recurrent, RnnCell, Steps, Upsample, ZeroPad,
};
use crate::network::{Frozen, Network};
use crate::ratio::Fraction;
use crate::tensor::{Cell, Tensor};

/// Implements [`Quantize`] for a layer.
macro_rules! quantizes {
    ($([$($generics:tt)*] $layer:ty => <$rounding:ident> $quantized:ty, $verdict:ty $(where [$($bounds:tt)+])?;)+) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Quantize for $layer
        $(where $($bounds)+)?
        {
            type Quantized<$rounding: Rounding> = $quantized;
            type Verdict = $verdict;
        }
    )+ };
}

/// Implements [`Quantize`] for a layer with weights and a bias, and [`QuantizeActivated`] for the layer without an activation.
macro_rules! weighted {
    ([$($generics:tt)*] $layer:ident<$($argument:ident),+> => $quantized:ident $(where [$($bounds:tt)+])?) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation> Quantize for $layer<$($argument,)+ A>
        $(where $($bounds)+)?
        {
            type Quantized<R: Rounding> = $quantized<$($argument,)+ A, R>;
            type Verdict = Fine;
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation> QuantizeActivated<A> for $layer<$($argument,)+ Identity>
        $(where $($bounds)+)?
        {
            type Quantized<R: Rounding> = $quantized<$($argument,)+ A, R>;
            type Verdict = Fine;
        }
    };
}

weighted!([const I: usize, const O: usize] Dense<I, O> => DenseI8);
weighted!([const C: usize, const F: usize, G: Geometry] Conv<C, F, G> => ConvI8 where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, F> = G::Output<[i8; F]>>,
]);
weighted!([const C: usize, G: Geometry] DepthwiseConv<C, G> => DepthwiseConvI8 where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
]);

quantizes! {
    [const C: usize, G: Geometry] Pool<Max, C, G> => <R> PoolI8<Max, C, G>, Fine where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [const C: usize, G: Geometry] Pool<Average, C, G> => <R> PoolI8<Average, C, G>, Fine where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [const C: usize, G: Geometry] Pool<PaddedAverage, C, G> => <R> No<Self>, No<Self>;
    [const C: usize, T: Tensor<Element = f32>] GlobalAvgPool<C, T> => <R> GlobalAvgPoolI8<C, Last<T>, R>, Fine;
    [const C: usize, T: Tensor<Element = f32>] GlobalMaxPool<C, T> => <R> GlobalMaxPoolI8<C, Last<T>>, Fine;
    [const C: usize, G: Geometry] ZeroPad<C, G> => <R> ZeroPadI8<C, G>, Fine where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [const C: usize, G: Geometry] Upsample<C, G> => <R> UpsampleI8<C, G>, Fine where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [T: Tensor<Element = f32>, const N: usize] Flatten<T, N> => <R> Flatten<Last<T>, N>, Fine;
    [T: Tensor<Element = f32>, A: QuantizedActivation] Pass<T, A> => <R> <A::Form as Form>::Alone<Last<T>, A, R>, Fine;
    [T: Tensor<Element = f32>, P: Fraction] Dropout<T, P> => <R> Pass<Last<T>>, Fine;
    [T: Tensor<Element = f32>, A: Activation, E: Fraction, B: Optional] LayerNorm<T, A, E, B> => <R> No<Self>, No<Self>;
    [const S: usize, T: Tensor<Element = f32>] PRelu<S, T> => <R> No<Self>, No<Self>;
    [const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<GruCell, C, H, G, L, T, B> => <R> RecurrentI8<GruCell, C, H, G, L, T, R>, Fine;
    [A: Nonlinearity, const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<RnnCell<A>, C, H, G, L, T, B> => <R> RecurrentI8<RnnCell<A>, C, H, G, L, T, R>, Fine;
    [const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<LstmCell, C, H, G, L, T, B> => <R> R::Lstm<C, H, G, L, T>, Fine;
    [const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] MinGru<C, H, G, L, T, B> => <R> No<Self>, No<Self>;
    [const C: usize, const H: usize, const L: usize, T: Steps, B: Optional] FastGrnn<C, H, L, T, B> => <R> RecurrentI8<FastGrnnCell, C, H, H, L, T, R>, Fine;
    [N: Network] Frozen<N> => <R> No<Self>, No<Self>;
}
