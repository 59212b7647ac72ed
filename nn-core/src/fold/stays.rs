//! The layers that stay as they are when a network is folded.

use super::{Fold, FoldBehind};
use crate::activation::Activation;
use crate::frozen::Frozen;
use crate::layer::{
    Chain, Conv1d, Conv2d, Dense, DepthwiseConv2d, Dropout, Flatten, GlobalAvgPool, Layer,
    LayerNorm, Pass, Pool1d, Pool2d,
};
use crate::network::Network;
use crate::tensor::Tensor;

/// Implements [`Fold`] and [`FoldBehind`] for a layer that stays as it is.
macro_rules! stays {
    ([$($generics:tt)*] $layer:ty) => {
        impl<$($generics)*> Fold for $layer
        where
            $layer: Layer,
        {
            type Folded = $layer;

            fn fold_layers(&self, folded: &mut $layer) {
                folded.clone_from(self);
            }
        }

        stays!(behind [$($generics)*] $layer);
    };
    (behind [$($generics:tt)*] $layer:ty) => {
        impl<Before, $($generics)*> FoldBehind<Before> for $layer
        where
            Chain<Before, $layer>: Layer,
        {
            type Folded = Chain<Before, $layer>;

            fn fold_behind(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
                before(&mut folded.first);
                folded.last.clone_from(self);
            }
        }
    };
}

stays!([const I: usize, const O: usize, A: Activation] Dense<I, O, A>);
stays!([const C: usize, const F: usize, const KH: usize, const KW: usize, S, A: Activation] Conv2d<C, F, KH, KW, S, A>);
stays!([const C: usize, const F: usize, const K: usize, S, A: Activation] Conv1d<C, F, K, S, A>);
stays!([const C: usize, const KH: usize, const KW: usize, S, A: Activation] DepthwiseConv2d<C, KH, KW, S, A>);
stays!([T, const C: usize, const KH: usize, const KW: usize, S] Pool2d<T, C, KH, KW, S>);
stays!([T, const C: usize, const K: usize, S] Pool1d<T, C, K, S>);
stays!([const C: usize, T: Tensor] GlobalAvgPool<C, T>);
stays!([T: Tensor, const N: usize] Flatten<T, N>);
stays!([T: Tensor, A: Activation, E] LayerNorm<T, A, E>);
stays!([T: Tensor, A: Activation] Pass<T, A>);
stays!([N: Network] Frozen<N>);

/// As the first layer there is nothing into which it could vanish.
impl<T, R> Fold for Dropout<T, R>
where
    Self: Layer,
{
    type Folded = Self;

    fn fold_layers(&self, _folded: &mut Self) {}
}
