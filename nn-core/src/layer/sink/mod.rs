//! Sinks of gradients: a gradient is accumulated, its norm is computed, or the parameters are moved at once.

mod accumulate;
mod clamp;
mod descend;
mod norm;

pub use self::accumulate::Accumulate;
pub use self::clamp::Clamp;
pub use self::descend::Descend;
pub use self::norm::Norm;

use crate::batch::Batch;

/// Receives the gradient of a layer's parameters in [`Trainable::gradient`](super::Trainable::gradient).
///
/// Each method describes the gradient of the next block of parameters, in the order of [`parameters`](super::Layer::parameters), in
/// the form in which the layer computes it. [`Accumulate`] adds it to a flat gradient, [`Norm`] computes its norm, and [`Descend`]
/// moves the parameters without storing the gradient, as [`Clamp`] does with limits.
pub trait Sink {
    /// The block is a matrix: the sum over the samples of the outer product of `x` and `d`.
    fn outer<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]);

    /// The block is the sum over the samples of `d`.
    fn sum<const O: usize>(&mut self, d: &[[f32; O]]);

    /// The next two blocks are the weights and the biases of an affine map: [`outer`](Self::outer) and [`sum`](Self::sum) with the
    /// same `d`.
    #[inline(always)]
    fn affine<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        self.outer(x, d);
        self.sum(d);
    }

    /// The block has `length` numbers and is the sum of `rows`, one row per sample.
    fn rows<R: Iterator<Item = f32>>(&mut self, length: usize, rows: impl Iterator<Item = R>);

    /// The block has `length` numbers that a kernel computes, for example that of a convolution.
    fn numbers(&mut self, length: usize, numbers: &impl Numbers);

    /// The block has `length` numbers. `d` returns the number at an index, summed over the samples.
    #[inline(always)]
    fn each(&mut self, length: usize, d: impl FnMut(usize) -> f32) {
        self.rows(length, core::iter::once((0..length).map(d)));
    }
}

/// The gradient of a block of parameters as a kernel computes it.
pub trait Numbers {
    /// Visits all terms of all samples, each with its index in the block. The gradient is the sum of the terms with the same index.
    fn visit(&self, visit: &mut impl FnMut(usize, f32));

    /// Adds the gradient to the block.
    #[inline]
    fn add_to(&self, block: &mut [f32]) {
        self.visit(&mut addition(block));
    }
}

/// Returns a function that adds a number to a block at an index.
#[inline]
pub(super) fn addition(block: &mut [f32]) -> impl FnMut(usize, f32) {
    |index, d| {
        if let Some(sum) = block.get_mut(index) {
            *sum += d;
        }
    }
}
