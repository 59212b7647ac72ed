//! The oracle's map for a layer of nn-core, from the layer's type.

use nn_core::activation::Activation as Follows;
use nn_core::kernel::Taken;
use nn_core::layer::{Activated, Optional, Pool1d, Pool2d};
use nn_core::network::Net;
use nn_core::prelude::*;
use nn_core::ratio::Fraction;
use nn_core::size::{FlashLength, Length};

use super::pool::{Means, Pick, Pool};
use super::{Active, Axis, Convolution, Map, Window, branches, norm, simple};
use crate::oracle::Activation;

/// A layer with a map in the oracle.
pub trait Twin: Layer {
    /// The map, without the layer's own activation.
    fn twin() -> Box<dyn Map>;

    /// Appends the layer's running statistics.
    fn running(&self, into: &mut Vec<f64>) {
        let _ = into;
    }
}

/// The map with the activation.
fn active<L: Twin>() -> Box<dyn Map> {
    let activation = Activation::named(L::Activation::NAME, None);
    Box::new(Active {
        map: L::twin(),
        activation,
    })
}

/// The value that a pool takes of a window.
fn pick<T: Taken>() -> Pick {
    match (T::IS_LARGEST, T::COUNTS_PADDING) {
        (true, _) => Pick::Largest,
        (false, false) => Pick::Mean,
        (false, true) => Pick::PaddedMean,
    }
}

/// A layer over images with the windows that these numbers describe.
macro_rules! images {
    ($([$($own:ident),*; $($other:ident: $bound:ident),*] $layer:ty => $window:ident, $twin:expr;)+) => {$(
        impl<
            $(const $own: usize,)* const KH: usize, const KW: usize, const H: usize, const W: usize, const OH: usize,
            const OW: usize, const SH: usize, const SW: usize, const PT: usize, const PL: usize, $($other: $bound),*
        > Twin for $layer
        {
            fn twin() -> Box<dyn Map> {
                let $window = Window {
                    rows: Axis { input: H, output: OH, kernel: KH, stride: SH, before: PT },
                    columns: Axis { input: W, output: OW, kernel: KW, stride: SW, before: PL },
                };
                Box::new($twin)
            }
        }
    )+};
}

images! {
    [C, F; A: Follows, B: Optional] Conv2d<C, F, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
        => window, Convolution { channels: C, filters: Some(F), window, has_bias: B::IS_PRESENT };
    [C; A: Follows, B: Optional] DepthwiseConv2d<C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>, A, B>
        => window, Convolution { channels: C, filters: None, window, has_bias: B::IS_PRESENT };
    [C; T: Taken] Pool2d<T, C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>> => window, Pool { pick: pick::<T>(), window };
}

/// A layer over sequences, as a layer over images with one row.
macro_rules! sequences {
    ($([$($own:ident),*; $($other:ident: $bound:ident),*] $layer:ty => $window:ident, $twin:expr;)+) => {$(
        impl<
            $(const $own: usize,)* const K: usize, const L: usize, const OL: usize, const S: usize, const P: usize,
            $($other: $bound),*
        > Twin for $layer
        {
            fn twin() -> Box<dyn Map> {
                let $window = Window {
                    rows: Axis { input: 1, output: 1, kernel: 1, stride: 1, before: 0 },
                    columns: Axis { input: L, output: OL, kernel: K, stride: S, before: P },
                };
                Box::new($twin)
            }
        }
    )+};
}

sequences! {
    [C, F; A: Follows, B: Optional] Conv1d<C, F, K, Slide1d<L, OL, S, P>, A, B>
        => window, Convolution { channels: C, filters: Some(F), window, has_bias: B::IS_PRESENT };
    [C; T: Taken] Pool1d<T, C, K, Slide1d<L, OL, S, P>> => window, Pool { pick: pick::<T>(), window };
}

/// A layer of any other kind.
macro_rules! others {
    ($([$($generics:tt)*] $layer:ty => $twin:expr;)+) => {$(
        impl<$($generics)*> Twin for $layer {
            fn twin() -> Box<dyn Map> {
                Box::new($twin)
            }
        }
    )+};
}

others! {
    [const I: usize, const O: usize, A: Follows, B: Optional] Dense<I, O, A, B>
        => simple::Dense { inputs: I, outputs: O, has_bias: B::IS_PRESENT };
    [const C: usize, T: Tensor] GlobalAvgPool<C, T> => Means { channels: C };
    [T: Tensor, const N: usize] Flatten<T, N> => simple::Same;
    [T: Tensor, A: Follows] Pass<T, A> => simple::Same;
    [T: Tensor, R: Fraction] Dropout<T, R> => simple::Dropout { rate: f64::from(R::VALUE) };
    [T: Tensor, A: Follows, E: Fraction, B: Optional] LayerNorm<T, A, E, B>
        => norm::LayerNorm { length: T::LEN, epsilon: f64::from(E::VALUE), is_affine: B::IS_PRESENT };
}

impl<const C: usize, T: Tensor, A: Follows, M: Fraction, E: Fraction, B: Optional> Twin
    for BatchNorm<C, T, A, M, E, B>
{
    fn twin() -> Box<dyn Map> {
        Box::new(norm::BatchNorm {
            channels: C,
            momentum: f64::from(M::VALUE),
            epsilon: f64::from(E::VALUE),
            is_affine: B::IS_PRESENT,
        })
    }

    fn running(&self, into: &mut Vec<f64>) {
        let statistics = self.mean.iter().chain(&self.variance);
        into.extend(statistics.map(|value| f64::from(*value)));
    }
}

/// A layer that holds other layers.
macro_rules! composed {
    ($([$($generics:tt)*] $layer:ty where [$($bounds:tt)*] { $($field:ident),+ } => $twin:expr;)+) => {$(
        impl<$($generics)*> Twin for $layer
        where
            $layer: Layer,
            $($bounds)*
        {
            fn twin() -> Box<dyn Map> {
                $twin
            }

            fn running(&self, into: &mut Vec<f64>) {
                $(self.$field.running(into);)+
            }
        }
    )+};
}

composed! {
    [X, Y] Chain<X, Y> where [X: Twin, Y: Twin] { first, last } => Box::new(branches::Chain([active::<X>(), Y::twin()]));
    [B, A] Residual<B, A> where [B: Twin] { branch } => Box::new(branches::Residual(B::twin()));
    [B, P, A] ProjectedResidual<B, P, A> where [B: Twin, P: Twin] { branch, projection }
        => Box::new(branches::Sum([B::twin(), P::twin()]));
    [X, Y, O] Concat<X, Y, O> where [X: Twin, Y: Twin] { first, last }
        => Box::new(branches::Joined([active::<X>(), active::<Y>()]));
    [L, A: Follows] Activated<L, A> where [L: Twin<Activation = Identity>] { layer } => L::twin();
    [Body, Params, Room, Beside] Net<Body, Params, Room, Beside> where [Body: Twin, Params: FlashLength<Beside>, Room: Length, Beside: Length] { layers } => Body::twin();
}
