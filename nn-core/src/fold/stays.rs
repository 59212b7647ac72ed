//! The layers that folding does not change.

use super::{Composes, Fold, FoldAfter};
use crate::activation::Activation;
use crate::layer::{
    Dropout, Flatten, GlobalAvgPool, GlobalMaxPool, Layer, LayerNorm, Optional, PRelu, Pass, Pool,
    Upsample, ZeroPad,
};
use crate::network::{Frozen, Network};
use crate::tensor::Tensor;

/// Implements [`Fold`] and [`FoldAfter`] for a layer that folding does not change.
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
        impl<Before, $($generics)*> FoldAfter<Before> for $layer
        where
            Before: Composes<$layer> + ?Sized,
        {
            type Folded = Before::Composed;

            fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
                Before::compose(folded, before, |last: &mut $layer| last.clone_from(self));
            }
        }
    };
}

stays!([T, const C: usize, G] Pool<T, C, G>);
stays!([const C: usize, T: Tensor<Element = f32>] GlobalAvgPool<C, T>);
stays!([const C: usize, T: Tensor<Element = f32>] GlobalMaxPool<C, T>);
stays!([const C: usize, G] ZeroPad<C, G>);
stays!([const C: usize, G] Upsample<C, G>);
stays!([T: Tensor<Element = f32>, const N: usize] Flatten<T, N>);
stays!([T: Tensor<Element = f32>, A: Activation, E, B: Optional] LayerNorm<T, A, E, B>);
stays!([const S: usize, T: Tensor<Element = f32>] PRelu<S, T>);
stays!([T: Tensor<Element = f32>, A: Activation] Pass<T, A>);
stays!([N: Network] Frozen<N>);

/// `Dropout` as the first layer is not removed, because there is no layer before it.
impl<T, R> Fold for Dropout<T, R>
where
    Self: Layer,
{
    type Folded = Self;

    fn fold_layers(&self, _folded: &mut Self) {}
}
