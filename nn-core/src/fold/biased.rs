//! Folding of dense layers, convolutions and recurrent layers. A folded layer has a bias, which can absorb the shift of a `BatchNorm`
//! after it or of a `Standardize` before it.

use super::{Composes, Fold, FoldAfter};
use crate::activation::Activation;
use crate::geometry::Geometry;
use crate::layer::{Conv, Dense, DepthwiseConv, FastGrnn, Layer, MinGru, Optional, Recurrent};
use crate::tensor::Tensor;

/// Implements [`Fold`] and [`FoldAfter`] for a layer with weights and optional biases.
macro_rules! biased {
    ([$($generics:tt)*] $layer:ty => $folded:ty { $($weights:ident),+; $($bias:ident),+ }) => {
        impl<$($generics)*, B: Optional> Fold for $layer
        where
            $folded: Layer,
        {
            type Folded = $folded;

            fn fold_layers(&self, folded: &mut $folded) {
                $(folded.$weights.clone_from(&self.$weights);)+
                $(folded.$bias.clone_from(B::or(&self.$bias, Tensor::ZERO_REF));)+
            }
        }

        impl<Before, $($generics)*, B: Optional> FoldAfter<Before> for $layer
        where
            $folded: Layer,
            Before: Composes<$folded> + ?Sized,
        {
            type Folded = Before::Composed;

            fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
                Before::compose(folded, before, |last| self.fold_layers(last));
            }
        }
    };
}

biased!([const I: usize, const O: usize, A: Activation]
    Dense<I, O, A, B> => Dense<I, O, A> { weights; bias });
biased!([const C: usize, const F: usize, G: Geometry, A: Activation]
    Conv<C, F, G, A, B> => Conv<C, F, G, A> { weights; bias });
biased!([const C: usize, G: Geometry, A: Activation]
    DepthwiseConv<C, G, A, B> => DepthwiseConv<C, G, A> { weights; bias });
biased!([K, const C: usize, const H: usize, const G: usize, const L: usize, T]
    Recurrent<K, C, H, G, L, T, B> => Recurrent<K, C, H, G, L, T> { weight_ih, weight_hh; bias_ih, bias_hh });
biased!([const C: usize, const H: usize, const G: usize, const L: usize, T]
    MinGru<C, H, G, L, T, B> => MinGru<C, H, G, L, T> { weight; bias });
biased!([const C: usize, const H: usize, const L: usize, T]
    FastGrnn<C, H, L, T, B> => FastGrnn<C, H, L, T> { weight_ih, weight_hh, zeta, nu; bias_gate, bias_update });
