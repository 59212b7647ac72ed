//! The one door for the output of macros. Nothing here is meant to be used by hand, and any of it may change.

pub use core;

pub use crate::activation::{
    Activation, Elu, Gelu, Identity, LeakyRelu, Relu, Sigmoid, Silu, Softmax, Softplus, Tanh,
};
pub use crate::layer::{Chain, Dense, Description, Feeds, Layer};
pub use crate::network::{Net, Network};
pub use crate::tensor::Tensor;
pub use crate::zero::Zero;
pub use crate::{arena, batch, init, size};
#[cfg(feature = "macros")]
pub use nn_macros::network_tokens;
pub use rand_core;

pub use crate::{delegate_layer, named_network as named, sized_network as net};

/// The most parameters that a network may have.
const MOST: usize = u32::MAX as usize;

/// The parameters of all layers together.
pub const fn sum(params: &[usize]) -> usize {
    let mut sum = 0usize;
    let mut index = 0;
    while index < params.len() {
        sum = sum.saturating_add(params[index]);
        index += 1;
    }
    sum
}

/// A number of parameters that a network may have.
#[track_caller]
pub const fn affordable(params: usize) -> usize {
    assert!(
        params <= MOST,
        "a network has at most 4,294,967,295 parameters"
    );
    params
}

/// The floats of the arena in which all layers run, one after the other: of each its own arena and its output.
pub const fn arena(layers: &[(usize, usize)]) -> usize {
    let mut most = 0;
    let mut input = 0;
    let mut index = 0;
    while index < layers.len() {
        let both = layers[index].0.saturating_add(input);
        most = if both > most { both } else { most };
        input = layers[index].1;
        index += 1;
    }
    most
}

/// A size that a constant gives.
#[track_caller]
pub const fn size<const SIZE: usize>() {
    assert!(SIZE >= 1, "layer size must be at least 1");
    assert!(SIZE <= MOST, "layer size must be at most 4,294,967,295");
}

/// An activation of the user, as itself: what is none is an error here, and the compiler says no more about it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "not an activation",
    note = "implement `nn_core::activation::Activation` for it"
)]
pub trait IsActivation {
    /// The activation.
    type Itself;
}

impl<A: Activation> IsActivation for A {
    type Itself = A;
}

/// The input `Self` of a layer takes what it is `Given`. The macro asks for the constant, to be told if it does not.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{Self}`, but it gets `{Given}`",
    label = "takes `{Self}`, gets `{Given}`"
)]
pub trait Takes<Given> {
    /// Nothing.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<Taken, Given: Feeds<Taken>> Takes<Given> for Taken {}

/// The shape `Self` that is asserted is the `Actual` one. The macro asks for the constant, to be told if it is not.
#[diagnostic::on_unimplemented(
    message = "the shape asserted here is `{Self}`, but it is `{Actual}`",
    label = "it is `{Actual}`"
)]
pub trait Is<Actual> {
    /// Nothing.
    const FITS: () = ();
}

impl<T> Is<T> for T {}

/// The shapes of the language.
pub type Vector<const N: usize> = [f32; N];
/// Channels, length.
pub type Sequence<const C: usize, const L: usize> = [[f32; L]; C];
/// Channels, height, width.
pub type Image<const C: usize, const H: usize, const W: usize> = [[[f32; W]; H]; C];

/// A struct that the item form writes, with the network in it.
pub trait Named {
    /// The network.
    type Network: Network;
}

/// The parts of which something is composed, as types.
pub trait Parts {
    /// The one that sees the input.
    type First;
    /// The one that gives the output.
    type Last;
}

impl<A, B> Parts for Chain<A, B> {
    type First = A;
    type Last = B;
}

impl<Body, Params, Room> Parts for Net<Body, Params, Room> {
    type First = Body;
    type Last = Body;
}

#[cfg(feature = "alloc")]
pub use bytemuck::Zeroable;
