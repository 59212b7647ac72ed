//! The steps of sequences and vectors.

use crate::tensor::Tensor;
use crate::zero::ZeroMemory;

/// A tensor that is taken step by step: a sequence, or a vector, which is one step.
///
/// A sequence is `[[f32; LENGTH]; CHANNELS]`, or, with its [channels last](Tensor#channels), `[[i8; CHANNELS]; LENGTH]`.
pub trait Steps: Tensor {
    /// One step: a value for each channel, or the vector.
    type Frame: Tensor<Element = Self::Element> + ZeroMemory + Clone;
}

impl<const N: usize> Steps for [f32; N] {
    type Frame = [f32; N];
}

impl<const N: usize> Steps for [i8; N] {
    type Frame = [i8; N];
}

impl<const C: usize, const L: usize> Steps for [[f32; L]; C] {
    type Frame = [f32; C];
}

impl<const C: usize, const L: usize> Steps for [[i8; C]; L] {
    type Frame = [i8; C];
}
