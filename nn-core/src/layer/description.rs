//! The description of a layer: one row of a summary.

use crate::tensor::Shape;

/// The names and sizes of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub struct Description {
    /// The name of the layer in its network, or an empty string.
    pub label: &'static str,
    /// The layer's name.
    pub name: &'static str,
    /// The name of the activation after it.
    pub activation: &'static str,
    /// The shape of the input.
    pub input: Shape,
    /// The shape of the output.
    pub output: Shape,
    /// The number of parameters, and of weights that are not trained.
    pub params: usize,
    /// The number of trained parameters.
    pub trained: usize,
    /// The size of the layer in bytes: its parameters and everything else that it stores.
    pub bytes: usize,
    /// The multiply-accumulate operations of one inference.
    pub macs: usize,
    /// The rows and columns at the end of the input that no window covers.
    pub left_out: [usize; 2],
}
