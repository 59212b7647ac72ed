//! Folding of dense layers and convolutions. A folded layer has a bias, which can absorb the shift of a `BatchNorm` after it.

use super::{Composes, Fold, FoldAfter};
use crate::activation::Activation;
use crate::geometry::Geometry;
use crate::layer::{Conv, Dense, DepthwiseConv, Layer, Optional};
use crate::tensor::Tensor;

/// Implements [`Fold`] and [`FoldAfter`] for a layer with weights and optional biases.
macro_rules! biased {
    ([$($generics:tt)*] $layer:ty => $folded:ty) => {
        impl<$($generics)*, A: Activation, B: Optional> Fold for $layer
        where
            $folded: Layer,
        {
            type Folded = $folded;

            fn fold_layers(&self, folded: &mut $folded) {
                folded.weights.clone_from(&self.weights);
                folded.bias.clone_from(B::or(&self.bias, Tensor::ZERO_REF));
            }
        }

        impl<Before, $($generics)*, A: Activation, B: Optional> FoldAfter<Before> for $layer
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

biased!([const I: usize, const O: usize] Dense<I, O, A, B> => Dense<I, O, A>);
biased!([const C: usize, const F: usize, G: Geometry] Conv<C, F, G, A, B> => Conv<C, F, G, A>);
biased!([const C: usize, G: Geometry] DepthwiseConv<C, G, A, B> => DepthwiseConv<C, G, A>);
