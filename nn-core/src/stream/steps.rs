//! The steps of sequences and vectors.

use crate::tensor::Tensor;
use crate::zero::ZeroMemory;

/// A tensor that is taken step by step: a sequence `[[f32; LENGTH]; CHANNELS]`, or a vector, which is one step.
pub trait Steps: Tensor<Element = f32> {
    /// One step: a value for each channel, or the vector.
    type Frame: Tensor<Element = f32> + ZeroMemory + Clone;
}

impl<const N: usize> Steps for [f32; N] {
    type Frame = [f32; N];
}

impl<const C: usize, const L: usize> Steps for [[f32; L]; C] {
    type Frame = [f32; C];
}
