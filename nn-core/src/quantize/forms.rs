//! The int8 forms of simple layers.

use super::{Fine, Last, No, Quantize, QuantizeActivated};
use crate::activation::{Activation, Identity};
use crate::geometry::Geometry;
use crate::layer::int8::{ConvI8, DenseI8, DepthwiseConvI8, QuantizedActivation, Rounding};
use crate::layer::{
    Conv, Dense, DepthwiseConv, Dropout, Flatten, Layer, LayerNorm, Optional, Pass,
};
use crate::network::{Frozen, Network};
use crate::tensor::{Cell, Tensor};

/// Implements [`Quantize`] for a layer.
macro_rules! quantizes {
    ($([$($generics:tt)*] $layer:ty => $quantized:ty, $verdict:ty $(where [$($bounds:tt)+])?;)+) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Quantize for $layer
        where
            Self: Layer<Element = f32>,
            $quantized: Layer<
                Element = i8,
                Input = Last<<Self as Layer>::Input>,
                Output = Last<<Self as Layer>::Output>,
            >,
            $($($bounds)+)?
        {
            type Quantized<R: Rounding> = $quantized;
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
    [T: Tensor<Element = f32>, const N: usize] Flatten<T, N> => Flatten<Last<T>, N>, Fine;
    [T: Tensor<Element = f32>] Pass<T, Identity> => Pass<Last<T>>, Fine;
    [T: Tensor<Element = f32>, R2] Dropout<T, R2> => Pass<Last<T>>, Fine;
    [T: Tensor<Element = f32>, A: Activation, E, B: Optional] LayerNorm<T, A, E, B> => No<Self>, No<Self>;
    [N: Network] Frozen<N> => No<Self>, No<Self>;
}
