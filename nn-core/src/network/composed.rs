//! Networks as compositions of layers.

use crate::layer::Layer;

/// A network as the composition of its layers. Both forms of [`network!`](crate::network!) implement it.
///
/// ```
/// use nn_core::network::Composed;
/// use nn_core::prelude::*;
///
/// network! {
///     /// Exclusive or.
///     pub struct Xor { 2 => Dense<3, Tanh> => Dense<1, Sigmoid> }
/// }
///
/// // Two layers are a `Chain`.
/// assert_eq!(Xor::ZERO.layers().last.bias, [0.0]);
/// ```
pub trait Composed: Layer {
    /// The composition of its layers.
    type Layers: Layer<Element = Self::Element, Input = Self::Input, Output = Self::Output>;

    /// Its layers.
    fn layers(&self) -> &Self::Layers;

    /// Its layers, mutably.
    fn layers_mut(&mut self) -> &mut Self::Layers;
}
