//! Lists of layers, which a picture is drawn from.

use core::marker::PhantomData;

use crate::activation::{Activation, Identity};
use crate::layer::{Description, Layer};
use crate::tensor::Shape;

/// One layer in a [`Diagram`](super::Diagram).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// The name of the layer in its network, or an empty string.
    pub label: &'a str,
    /// The layer's name.
    pub name: &'a str,
    /// The name of the activation after it, or an empty string.
    pub activation: &'a str,
    /// The shape of the output.
    pub output: Shape,
    /// The number of parameters.
    pub params: usize,
    /// The multiply-accumulate operations of one inference.
    pub macs: usize,
}

/// Layers in order, which a [`Diagram`](super::Diagram) draws.
pub trait Blocks {
    /// The shape of the input. `None` if there is no layer.
    fn input(&self) -> Option<Shape>;

    /// Visits all layers in order.
    fn visit(&self, visit: &mut dyn FnMut(&Block<'_>));
}

/// The layers of the network `N`, for a [`Diagram`](super::Diagram).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayersOf<N>(PhantomData<N>);

impl<N> LayersOf<N> {
    pub(in crate::network) const fn new() -> Self {
        LayersOf(PhantomData)
    }
}

impl<N: Layer> Blocks for LayersOf<N> {
    fn input(&self) -> Option<Shape> {
        let mut input = None;
        N::describe(&mut |layer| input = input.or(Some(layer.input)));
        input
    }

    fn visit(&self, visit: &mut dyn FnMut(&Block<'_>)) {
        N::describe(&mut |layer: Description| {
            let is_identity = layer.activation == Identity::NAME;
            visit(&Block {
                label: layer.label,
                name: layer.name,
                activation: if is_identity { "" } else { layer.activation },
                output: layer.output,
                params: layer.params,
                macs: layer.macs,
            });
        });
    }
}
