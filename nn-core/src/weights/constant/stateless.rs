//! The layers that have no tensors.

use super::{Constant, Source};
use crate::frozen::Frozen;
use crate::layer::{Dropout, Flatten, GlobalAvgPool, Pass, Pool1d, Pool2d};
use crate::zero::Zero;

macro_rules! stateless {
    ([$($generics:tt)*] $layer:ty) => {
        impl<Place: Source, $($generics)*> Constant<Place> for $layer {
            const VALUE: Self = Self::ZERO;
        }
    };
}

stateless!([T, R] Dropout<T, R>);
stateless!([T, const N: usize] Flatten<T, N>);
stateless!([const C: usize, T] GlobalAvgPool<C, T>);
stateless!([T, A] Pass<T, A>);
// Its weights are those of another constant: `net.layers.first = Frozen::new(&FEATURES)`.
stateless!([N] Frozen<N>);
stateless!([T, const C: usize, const K: usize, S] Pool1d<T, C, K, S>);
stateless!([T, const C: usize, const KH: usize, const KW: usize, S] Pool2d<T, C, KH, KW, S>);
