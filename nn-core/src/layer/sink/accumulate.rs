//! The gradient of a batch, added to a flat block.

use super::{Numbers, Sink};
use crate::batch::Batch;
use crate::kernel;
use crate::tensor::Tensor;

/// Adds the gradient of each block to the next numbers of a flat gradient.
#[derive(Debug)]
pub struct Accumulate<'a>(&'a mut [f32]);

impl<'a> Accumulate<'a> {
    /// A sink that adds to these numbers, which are in the order of [`parameters`](crate::layer::Layer::parameters).
    pub fn new(gradients: &'a mut [f32]) -> Self {
        Accumulate(gradients)
    }

    /// The numbers of the next block.
    #[inline(always)]
    fn block(&mut self, length: usize) -> &'a mut [f32] {
        let gradients = core::mem::take(&mut self.0);
        debug_assert!(
            length <= gradients.len(),
            "a layer describes more gradients than its `FACTS.params`"
        );
        let (block, rest) = gradients.split_at_mut_checked(length).unwrap_or_default();
        self.0 = rest;
        block
    }

    /// Whether every number of the flat gradient belongs to a block.
    pub(crate) fn is_full(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of numbers after the last block.
    pub(crate) fn remaining(&self) -> usize {
        self.0.len()
    }
}

impl Sink for Accumulate<'_> {
    #[inline]
    fn outer<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        if let Some(d_weights) = <[[f32; O]; I]>::from_mut_slice(self.block(I * O)) {
            kernel::weight_gradient(x, d, d_weights);
        }
    }

    #[inline]
    fn sum<const O: usize>(&mut self, d: &[[f32; O]]) {
        if let Some(sum) = self.block(O).first_chunk_mut::<O>() {
            kernel::add_rows(d, sum);
        }
    }

    #[inline]
    fn rows<R: Iterator<Item = f32>>(&mut self, length: usize, rows: impl Iterator<Item = R>) {
        let block = self.block(length);
        for row in rows {
            for (sum, d) in block.iter_mut().zip(row) {
                *sum += d;
            }
        }
    }

    #[inline]
    fn numbers(&mut self, length: usize, numbers: &impl Numbers) {
        numbers.add_to(self.block(length));
    }
}
