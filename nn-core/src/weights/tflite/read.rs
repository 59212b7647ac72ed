//! Reads models into networks, at run time.

use super::error::ModelError;
use super::matcher::Matcher;
#[cfg(feature = "alloc")]
use crate::kernel::integer::pack;
#[cfg(feature = "alloc")]
use crate::network::Network;
use crate::state::StateTree;
#[cfg(feature = "alloc")]
use crate::state::ValuesMut;
use crate::tflite::Tflite;

/// Options for reading a model in the TensorFlow Lite format.
///
/// By default the network is the whole model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelOptions {
    until: usize,
}

impl Default for ModelOptions {
    fn default() -> Self {
        ModelOptions::new()
    }
}

impl ModelOptions {
    /// The default: the whole model.
    pub const fn new() -> Self {
        ModelOptions { until: usize::MAX }
    }

    /// Compares only the operators before this number, counted from 0. So a network can be the first part of a model.
    #[must_use]
    pub const fn until(mut self, operator: usize) -> Self {
        self.until = operator;
        self
    }

    /// Reads all numbers of a network from the bytes of a model.
    ///
    /// # Errors
    /// The model is not the declared network. The network is unchanged.
    #[cfg(feature = "alloc")]
    pub fn read<N: Network>(&self, net: &mut N, bytes: &[u8]) -> Result<(), ModelError> {
        let file = Tflite::parse(bytes).map_err(ModelError::Format)?;
        let tree = const { &N::STATE };
        self.check(tree, file)?;
        let mut words = alloc::vec![0; tree.words()];
        self.decode(tree, file, &mut words);
        let mut rest = &*words;
        let mut index = 0;
        net.state_mut(&mut |values| {
            let outputs = tree
                .tensor(index)
                .map_or(1, |located| located.tensor.outputs);
            rest = write(values, rest, outputs);
            index += 1;
        });
        net.derive();
        Ok(())
    }

    /// Compares a model with a network, and checks all its numbers.
    pub(in crate::weights) const fn check(
        &self,
        tree: &'static StateTree,
        file: Tflite<'_>,
    ) -> Result<(), ModelError> {
        Matcher::new(file, tree, self.until, None).run()
    }

    /// Writes all numbers of a model that was checked, in the order of the network's tensors.
    pub(in crate::weights) const fn decode(
        &self,
        tree: &'static StateTree,
        file: Tflite<'_>,
        words: &mut [u32],
    ) {
        let _ = Matcher::new(file, tree, self.until, Some(words)).run();
    }
}

/// Writes the numbers of one tensor. Packs weights of `i8` of several outputs. Returns the words of the tensors after it.
#[cfg(feature = "alloc")]
fn write<'w>(values: ValuesMut<'_>, words: &'w [u32], outputs: usize) -> &'w [u32] {
    let len = match &values {
        ValuesMut::F32(values) => values.len(),
        ValuesMut::I32(values) => values.len(),
        ValuesMut::I8(values) => values.len().div_ceil(4),
    };
    let (words, rest) = words.split_at_checked(len).unwrap_or_default();
    match values {
        ValuesMut::F32(values) => copy(bytemuck::must_cast_slice(words), values),
        ValuesMut::I32(values) => copy(bytemuck::must_cast_slice(words), values),
        ValuesMut::I8(values) => pack(bytemuck::must_cast_slice(words), values, outputs),
    }
    rest
}

/// Copies as many numbers as there are places.
#[cfg(feature = "alloc")]
fn copy<T: Copy>(numbers: &[T], places: &mut [T]) {
    for (place, number) in places.iter_mut().zip(numbers) {
        *place = *number;
    }
}
