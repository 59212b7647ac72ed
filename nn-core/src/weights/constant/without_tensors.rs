//! Constants of the layers without tensors.

use super::{Constant, Source};
use crate::layer::int8::{GlobalMaxPoolI8, PoolI8, UpsampleI8};
use crate::layer::{Dropout, Flatten, GlobalAvgPool, GlobalMaxPool, Pass, Pool, Upsample, ZeroPad};
use crate::network::Frozen;
use crate::zero::Zero;

macro_rules! without_tensors {
    ([$($generics:tt)*] $layer:ty) => {
        impl<Place: Source, $($generics)*> Constant<Place> for $layer {
            const VALUE: Self = Self::ZERO;
        }
    };
}

without_tensors!([T, R] Dropout<T, R>);
without_tensors!([T, const N: usize] Flatten<T, N>);
without_tensors!([const C: usize, T] GlobalAvgPool<C, T>);
without_tensors!([const C: usize, T] GlobalMaxPool<C, T>);
without_tensors!([const C: usize, T] GlobalMaxPoolI8<C, T>);
without_tensors!([T, A] Pass<T, A>);
// Its weights are another constant: `net.layers.first = Frozen::new(&FEATURES)`.
without_tensors!([N] Frozen<N>);
without_tensors!([T, const C: usize, G] Pool<T, C, G>);
without_tensors!([T, const C: usize, G] PoolI8<T, C, G>);
without_tensors!([const C: usize, G] Upsample<C, G>);
without_tensors!([const C: usize, G] UpsampleI8<C, G>);
without_tensors!([const C: usize, G] ZeroPad<C, G>);
