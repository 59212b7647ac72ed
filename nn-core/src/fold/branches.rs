//! Folding of compositions with branches.

use super::{Composes, Fold, FoldAfter};
use crate::activation::{Activation, Identity};
use crate::layer::{Activated, Concat, Layer, ProjectedResidual, Residual};

/// Implements [`Fold`] and [`FoldAfter`] for a layer by those of the layers in its fields.
macro_rules! branches {
    ([$($generics:ident),*] $layer:ty => $folded:ty { $($field:ident: $branch:ident),+ }) => {
        impl<$($generics),*> Fold for $layer
        where
            $($branch: Fold<Folded: Sized>,)+
            $folded: Layer,
        {
            type Folded = $folded;

            fn fold_layers(&self, folded: &mut Self::Folded) {
                $(self.$field.fold_layers(&mut folded.$field);)+
            }
        }

        impl<Before, $($generics),*> FoldAfter<Before> for $layer
        where
            $($branch: Fold<Folded: Sized>,)+
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

branches!([B, A] Residual<B, A> => Residual<B::Folded, A> { branch: B });
branches!([B, P, A] ProjectedResidual<B, P, A> => ProjectedResidual<B::Folded, P::Folded, A> {
    branch: B,
    projection: P
});
branches!([X, Y, O] Concat<X, Y, O> => Concat<X::Folded, Y::Folded, O> { first: X, last: Y });

/// An `Activated` layer in a network is a `Concat` that is the first branch of another one. It is never after other layers.
impl<L, A> Fold for Activated<L, A>
where
    L: Fold,
    L::Folded: Layer<Activation = Identity>,
    A: Activation,
{
    type Folded = Activated<L::Folded, A>;

    fn fold_layers(&self, folded: &mut Self::Folded) {
        self.layer.fold_layers(&mut folded.layer);
    }
}
