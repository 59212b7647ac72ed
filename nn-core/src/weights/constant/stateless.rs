//! The layers that have no tensors.

use super::{Constant, Source};
use crate::frozen::Frozen;
use crate::layer::{Dropout, Flatten, GlobalAvgPool, Pass, Pool};
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
stateless!([T, const C: usize, G] Pool<T, C, G>);
