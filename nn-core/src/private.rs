//! The one door for the output of macros. Nothing here is meant to be used by hand, and any of it may change.

pub use core;

pub use crate::activation::{
    Activation, Elu, Gelu, Identity, LeakyRelu, Relu, Sigmoid, Silu, Softmax, Softplus, Tanh,
};
pub use crate::layer::{Chain, Dense, Description, Feeds, Is, Layer};
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

/// What a macro may want to know of a layer.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// The number of parameters.
    pub params: usize,
    /// The floats that inference needs for its output and on the way to it.
    pub arena: usize,
    /// The length of the output.
    pub output: usize,
}

/// Asks a layer. Every question of a macro to a type goes through here, so that a type that is no layer gives one error.
pub const fn measure<L: Layer>() -> Measure {
    Measure {
        params: L::PARAMS,
        arena: L::ARENA,
        output: L::Output::LEN,
    }
}

/// The parameters of all layers together.
pub const fn params(layers: &[Measure]) -> usize {
    let mut sum = 0usize;
    let mut index = 0;
    while index < layers.len() {
        sum = sum.saturating_add(layers[index].params);
        index += 1;
    }
    assert!(
        sum <= MOST,
        "a network has at most 4,294,967,295 parameters"
    );
    sum
}

/// The floats of the arena in which all layers run, one after the other.
pub const fn arena(layers: &[Measure]) -> usize {
    let mut most = 0;
    let mut input = 0;
    let mut index = 0;
    while index < layers.len() {
        let both = layers[index].arena + input;
        most = if both > most { both } else { most };
        input = layers[index].output;
        index += 1;
    }
    most
}

/// A size that a constant gives.
pub const fn size(size: usize) -> usize {
    assert!(size >= 1, "layer size must be at least 1");
    size
}

/// What is `Given` can be what is `Taken`.
pub const fn fits<Given: Feeds<Taken>, Taken>() {}

/// The shape is as `Asserted`.
pub const fn is<Actual: Is<Asserted>, Asserted>() {}

/// A struct that the item form writes, with the network in it.
pub trait Named {
    /// The network.
    type Network: Network;
}

#[cfg(feature = "alloc")]
pub use bytemuck::Zeroable;

/// A named network may be made of zeros because the network in it may.
#[cfg(feature = "alloc")]
pub const fn assert_zeroable<T: Zeroable>() {}
