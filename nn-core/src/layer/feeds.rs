//! The rule that the output of a layer is the input of the next.

use super::Layer;

/// The output `Self` of a layer is the input `T` of the next. It is implemented if both are the same type.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{T}`, but its input is `{Self}`",
    label = "expected `{T}`, found `{Self}`"
)]
pub trait Feeds<T> {
    /// The value as the input of the next layer.
    fn feed(&self) -> &T;
    /// Several values as inputs of the next layer.
    fn feed_rows(rows: &[Self]) -> &[T]
    where
        Self: Sized;
    /// Several values as inputs of the next layer, mutable.
    fn feed_rows_mut(rows: &mut [Self]) -> &mut [T]
    where
        Self: Sized;
}

impl<T> Feeds<T> for T {
    #[inline]
    fn feed(&self) -> &T {
        self
    }
    #[inline]
    fn feed_rows(rows: &[T]) -> &[T] {
        rows
    }
    #[inline]
    fn feed_rows_mut(rows: &mut [T]) -> &mut [T] {
        rows
    }
}

/// The layer `Self` can be before the layer `Next`: its output is the input of `Next`, and both have the same element type.
///
/// It is implemented for all such layers. [`Chain`](super::Chain) requires it, so a generic function that makes a chain does, too:
///
/// ```
/// use nn_core::layer::Precedes;
/// use nn_core::prelude::*;
///
/// fn macs<A: Layer + Precedes<B>, B: Layer>(_: &A, _: &B) -> usize {
///     <Chain<A, B> as Layer>::FACTS.macs
/// }
///
/// assert_eq!(macs(&Dense::<2, 3>::ZERO, &Dense::<3, 4>::ZERO), 2 * 3 + 3 * 4);
/// ```
// The compiler stores whether a type implements a trait. If the chain had bounds on `A::Output` and `A::Element`, it would compute them
// again, for all chains inside this one, whenever it needs an associated type of the chain.
pub trait Precedes<Next: Layer>:
    Layer<Element = Next::Element, Output: Feeds<Next::Input>>
{
}

impl<L, Next: Layer> Precedes<Next> for L where
    L: Layer<Element = Next::Element, Output: Feeds<Next::Input>>
{
}
