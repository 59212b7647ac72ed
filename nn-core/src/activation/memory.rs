//! Whether an activation stores its inputs for the backward pass.

use crate::tensor::Tensor;
use crate::zero::{Zero, ZeroMemory};

mod sealed {
    pub trait Sealed {}
}

/// [`Forget`] or [`Remember`]: whether the inputs of an activation are stored for the backward pass.
pub trait Memory<T: Tensor<Element = f32>>: sealed::Sealed + Zero + ZeroMemory + 'static {
    /// Stores the inputs, before the activation replaces them.
    fn store(&mut self, inputs: &T);
    /// The inputs, or an empty slice if they are not stored.
    fn inputs(&self) -> &[f32];
}

/// Stores nothing: the derivative follows from the outputs.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Forget;

/// Stores the inputs: the derivative does not follow from the outputs.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Remember<T>(T);

impl sealed::Sealed for Forget {}
impl Zero for Forget {
    const ZERO: Self = Forget;
}
impl<T: Tensor<Element = f32>> Memory<T> for Forget {
    #[inline]
    fn store(&mut self, _inputs: &T) {}
    #[inline]
    fn inputs(&self) -> &[f32] {
        &[]
    }
}

impl<T> sealed::Sealed for Remember<T> {}
impl<T: Tensor<Element = f32>> Zero for Remember<T> {
    const ZERO: Self = Remember(T::ZERO);
}
impl<T: Tensor<Element = f32>> Memory<T> for Remember<T> {
    #[inline]
    fn store(&mut self, inputs: &T) {
        self.0 = *inputs;
    }
    #[inline]
    fn inputs(&self) -> &[f32] {
        self.0.as_slice()
    }
}
