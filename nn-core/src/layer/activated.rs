//! A layer with another activation.

use core::marker::PhantomData;

use super::{Description, Layer, Trainable, activation, value_traits};
use crate::activation::{Activation, Identity};
use crate::state::StateTree;

/// The layer `L`, which has no activation, followed by `A`.
///
/// [Folding](crate::fold::Fold) replaces a layer and the normalization after it by an `Activated` layer. It also marks a
/// [`Concat`](super::Concat) that is the whole first branch of another `Concat`.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "L: bytemuck::Zeroable")
)]
pub struct Activated<L, A> {
    /// The layer.
    pub layer: L,
    marks: PhantomData<A>,
}

value_traits!([L, A] Activated<L, A> { layer: L });

impl<L, A> Activated<L, A> {
    /// The layer with the activation after it.
    pub const fn new(layer: L) -> Self {
        Activated {
            layer,
            marks: PhantomData,
        }
    }
}

crate::delegate_layer!(
    [L: Layer<Activation = Identity>, A: Activation] Activated<L, A>,
    layer: L, L::FACTS.name, A, A::THRESHOLD, describe::<L, A>,
    StateTree::Activated(&L::STATE, activation::<A>())
);

crate::delegate_training!(
    [L: Trainable<Activation = Identity>, A: Activation] Activated<L, A>,
    layer: L
);

/// Describes the layers of `L`, the last one with the activation `A`.
fn describe<L: Layer, A: Activation>(visit: &mut dyn FnMut(Description)) {
    let mut last = None;
    L::describe(&mut |description| {
        if let Some(before) = last.replace(description) {
            visit(before);
        }
    });
    if let Some(last) = last {
        visit(Description {
            activation: A::NAME,
            ..last
        });
    }
}
