//! The values of a graph, and the tensors of the layers.

use std::string::String;
use std::vec::Vec;

use super::model::DataType;
use crate::layer::{Scalar, Scale};
use crate::tensor::Tensor;

/// A value of a [`Graph`](super::Graph): the input, the output of a node, or a tensor that is stored in the model.
#[derive(Debug, Clone)]
pub struct Value {
    pub(super) name: String,
    pub(super) shape: Vec<usize>,
    /// The scale that its numbers are rounded to, in a network of integers.
    pub(super) scale: Option<Scale>,
}

impl Value {
    /// An input of an operator that is left out.
    pub(super) fn absent() -> Self {
        Value {
            name: String::new(),
            shape: Vec::new(),
            scale: None,
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The dimensions, outermost first, without the batch. The channels are the first one, also in a network of integers.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }
}

/// A tensor of a layer in the order of a file: its name, its shape and its numbers.
#[derive(Debug, Clone)]
pub struct Weight {
    pub(super) name: String,
    pub(super) shape: Vec<usize>,
    pub(super) kind: DataType,
    /// The numbers, lowest byte first.
    pub(super) bytes: Vec<u8>,
}

impl Weight {
    /// A tensor of real numbers.
    pub fn new(name: impl Into<String>, shape: &[usize], values: &[f32]) -> Self {
        Weight {
            name: name.into(),
            shape: shape.to_vec(),
            kind: DataType::F32,
            bytes: values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
        }
    }

    /// The name in a file, for example `hidden.weight`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The dimensions, outermost first.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The numbers, if they are real.
    pub fn reals(&self) -> Vec<f32> {
        match self.kind {
            DataType::F32 => self.words().map(f32::from_le_bytes).collect(),
            _ => Vec::new(),
        }
    }

    /// The same numbers with other dimensions.
    #[must_use]
    pub fn with_shape(mut self, shape: &[usize]) -> Self {
        self.shape = shape.to_vec();
        self
    }

    pub(super) fn words(&self) -> impl Iterator<Item = [u8; 4]> {
        self.bytes.as_chunks().0.iter().copied()
    }

    /// The weights of `i8` with their last dimension, the channels, moved to the place `axis`.
    #[must_use]
    pub(super) fn channels_moved(mut self, axis: usize) -> Self {
        let Some(channels) = self.shape.pop().filter(|channels| *channels > 0) else {
            return self;
        };
        let inner: usize = self.shape.iter().skip(axis).product();
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for block in self.bytes.chunks(inner.saturating_mul(channels).max(1)) {
            for channel in 0..channels {
                bytes.extend(block.iter().skip(channel).step_by(channels));
            }
        }
        self.shape.insert(axis.min(self.shape.len()), channels);
        self.bytes = bytes;
        self
    }
}

/// The dimensions of a tensor, with the channels first.
pub(super) fn dimensions<T: Tensor<Element: Scalar>>() -> Vec<usize> {
    let mut sizes = T::DIMENSIONS.to_vec();
    if !T::Element::IS_REAL {
        sizes.rotate_right(1);
    }
    sizes
}
