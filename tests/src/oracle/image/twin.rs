//! The oracle's map for a layer of nn-core, from the layer's type.

use nn_core::activation::Activation as Follows;
use nn_core::geometry::Geometry;
use nn_core::kernel::PoolKind;
use nn_core::layer::{self, Activated, Optional, Recurrence, Recurrent, Steps};
use nn_core::network::Net;
use nn_core::prelude::*;
use nn_core::ratio::Fraction;
use nn_core::size::{FlashLength, Length};

use super::pool::{Maxima, Means, Pick, Pool};
use super::{Active, Convolution, Map, Window, branches, norm, recurrent, simple};
use crate::compare::widen;
use crate::oracle::Activation;

/// A layer with a map in the oracle.
pub trait Twin: Trainable {
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
fn pick<T: PoolKind>() -> Pick {
    match (T::IS_MAX, T::COUNTS_PADDING) {
        (true, _) => Pick::Max,
        (false, false) => Pick::Average,
        (false, true) => Pick::PaddedAverage,
    }
}

/// The positions of the windows of a geometry.
fn window<G: Geometry>() -> Window {
    Window::of([G::ROWS, G::COLUMNS])
}

/// A layer without others in it.
macro_rules! leaves {
    ($([$($generics:tt)*] $layer:ty => $twin:expr;)+) => {$(
        impl<$($generics)*> Twin for $layer {
            fn twin() -> Box<dyn Map> {
                Box::new($twin)
            }
        }
    )+};
}

leaves! {
    [const C: usize, const F: usize, G: Geometry, A: Follows, B: Optional] Conv<C, F, G, A, B>
        => Convolution { channels: C, filters: Some(F), window: window::<G>(), has_bias: B::IS_PRESENT };
    [const C: usize, G: Geometry, A: Follows, B: Optional] DepthwiseConv<C, G, A, B>
        => Convolution { channels: C, filters: None, window: window::<G>(), has_bias: B::IS_PRESENT };
    [T: PoolKind, const C: usize, G: Geometry] layer::Pool<T, C, G> => Pool { pick: pick::<T>(), window: window::<G>() };
    [const I: usize, const O: usize, A: Follows, B: Optional] Dense<I, O, A, B>
        => simple::Dense { inputs: I, outputs: O, has_bias: B::IS_PRESENT };
    [const C: usize, T: Tensor<Element = f32>] GlobalAvgPool<C, T> => Means { channels: C };
    [const C: usize, T: Tensor<Element = f32>] GlobalMaxPool<C, T> => Maxima { channels: C };
    [const C: usize, G: Geometry] ZeroPad<C, G> => Pool { pick: Pick::Sum, window: window::<G>() };
    [const C: usize, G: Geometry] Upsample<C, G>
        => simple::Repeated { sizes: [G::ROWS.output, G::COLUMNS.output], times: [G::ROWS.kernel, G::COLUMNS.kernel] };
    [T: Tensor<Element = f32>, const N: usize] Flatten<T, N> => simple::Same;
    [T: Tensor<Element = f32>, A: Follows] Pass<T, A> => simple::Same;
    [T: Tensor<Element = f32>, R: Fraction] Dropout<T, R> => simple::Dropout { rate: f64::from(R::VALUE) };
    [const S: usize, T: Tensor<Element = f32>] PRelu<S, T> => simple::PRelu { slopes: S };
    [T: Tensor<Element = f32>, A: Follows, E: Fraction, B: Optional] LayerNorm<T, A, E, B>
        => norm::LayerNorm { length: T::LEN, epsilon: f64::from(E::VALUE), is_affine: B::IS_PRESENT };
    [K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<K, C, H, G, L, T, B>
        => recurrent::Recurrent {
            rule: recurrent::Rule::named(K::NAME, K::SETTINGS),
            features: C,
            units: H,
            has_bias: B::IS_PRESENT,
            is_whole: Self::FACTS.output > H,
        };
    [const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] MinGru<C, H, G, L, T, B>
        => recurrent::Recurrent {
            rule: recurrent::Rule::MinGru,
            features: C,
            units: H,
            has_bias: B::IS_PRESENT,
            is_whole: Self::FACTS.output > H,
        };
    [const C: usize, const H: usize, const L: usize, T: Steps, B: Optional] FastGrnn<C, H, L, T, B>
        => recurrent::Recurrent {
            rule: recurrent::Rule::FastGrnn,
            features: C,
            units: H,
            has_bias: B::IS_PRESENT,
            is_whole: Self::FACTS.output > H,
        };
}

impl<const C: usize, T: Tensor<Element = f32>, A: Follows, M: Fraction, E: Fraction, B: Optional>
    Twin for BatchNorm<C, T, A, M, E, B>
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
        into.extend(widen(&self.mean));
        into.extend(widen(&self.variance));
    }
}

/// A layer that holds other layers.
macro_rules! composed {
    ($([$($generics:tt)*] $layer:ty where [$($bounds:tt)*] { $($field:ident),+ } => $twin:expr;)+) => {$(
        impl<$($generics)*> Twin for $layer
        where
            $layer: Trainable,
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
