//! A hash that identifies an architecture.

use super::{Kind, StateActivation, StateLayer, StateTree};
use crate::tensor::Shape;

/// FNV-1a with 64 bits (Fowler, Noll and Vo, 1991).
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    pub(crate) const fn new() -> Self {
        Fingerprint(0xCBF2_9CE4_8422_2325)
    }

    const fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
    }

    /// Adds a string and a terminator.
    pub(crate) const fn text(&mut self, text: &str) {
        let mut bytes = text.as_bytes();
        while let [byte, rest @ ..] = bytes {
            self.byte(*byte);
            bytes = rest;
        }
        self.byte(0);
    }

    /// Adds a number.
    pub(crate) const fn number(&mut self, number: u64) {
        let bytes = number.to_le_bytes();
        let mut rest: &[u8] = &bytes;
        while let [byte, others @ ..] = rest {
            self.byte(*byte);
            rest = others;
        }
    }

    const fn shape(&mut self, shape: Shape) {
        match shape {
            Shape::Vector(size) => self.sizes(&[size]),
            Shape::Sequence(channels, length) => self.sizes(&[channels, length]),
            Shape::Image(channels, height, width) => self.sizes(&[channels, height, width]),
        }
    }

    const fn sizes(&mut self, mut sizes: &[usize]) {
        self.number(sizes.len() as u64);
        while let [size, rest @ ..] = sizes {
            self.number(*size as u64);
            sizes = rest;
        }
    }

    const fn layer(&mut self, layer: &StateLayer) {
        self.text(layer.name);
        self.sizes(layer.settings);
        self.activation(&layer.activation);
        self.shape(layer.input);
        self.shape(layer.output);
        let mut tensors = layer.tensors;
        while let [tensor, rest @ ..] = tensors {
            self.text(tensor.name);
            self.sizes(tensor.shape);
            match tensor.kind {
                Kind::F32 => {}
                Kind::I32 => self.text("I32"),
                Kind::I8 => self.text("I8"),
            }
            tensors = rest;
        }
    }

    const fn activation(&mut self, activation: &StateActivation) {
        self.text(activation.name);
        self.sizes(activation.settings);
    }

    const fn tree(&mut self, tree: &StateTree) {
        match tree {
            StateTree::Single(layer) => self.layer(layer),
            StateTree::Chain(first, last) => {
                self.tree(first);
                self.tree(last);
            }
            StateTree::Activated(body, activation) => {
                self.tree(body);
                self.activation(activation);
            }
            StateTree::Sequence { layer, body, .. } => self.group(layer, body),
            StateTree::Branches(body) => self.group("Branches", body),
            StateTree::Named(name, body) => self.group(name, body),
        }
    }

    /// Adds a layer that contains other layers.
    const fn group(&mut self, layer: &str, body: &StateTree) {
        self.text(layer);
        self.tree(body);
        self.text("");
    }

    pub(crate) const fn finish(self) -> u64 {
        self.0
    }
}

impl StateTree {
    /// A 64-bit hash of layers, activations, settings and shapes. The names that the user gives to layers do not change it.
    pub const fn fingerprint(&self) -> u64 {
        let mut fingerprint = Fingerprint::new();
        fingerprint.tree(self);
        fingerprint.finish()
    }
}
