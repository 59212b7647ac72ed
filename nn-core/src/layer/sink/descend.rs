//! A step of gradient descent with the gradient of one sample, without storing the gradient.

use super::{Numbers, Sink};
use crate::batch::Batch;
use crate::kernel;
use crate::layer::Layer;
use crate::tensor::Tensor;

/// Moves the parameters of a layer against the gradient of one sample: `p -= learning_rate * d_p`.
///
/// It takes the first sample of a batch: a loop over a batch would cost a microcontroller flash and stack.
#[derive(Debug)]
pub struct Descend<'a, L> {
    layer: &'a mut L,
    pub(super) learning_rate: f32,
    /// The number of blocks that were visited.
    blocks: usize,
}

impl<'a, L: Layer> Descend<'a, L> {
    /// A sink that moves the parameters of this layer.
    #[inline(always)]
    pub fn new(layer: &'a mut L, learning_rate: f32) -> Self {
        Descend {
            layer,
            learning_rate,
            blocks: 0,
        }
    }

    /// Changes the next block of parameters.
    #[inline(always)]
    pub(super) fn block(&mut self, change: impl FnOnce(&mut [f32])) {
        let (mut change, mut before) = (Some(change), self.blocks);
        self.layer.parameters_mut(&mut |block| {
            if before == 0
                && let Some(change) = change.take()
            {
                change(block);
            }
            before = before.wrapping_sub(1);
        });
        self.blocks += 1;
    }
}

impl<L: Layer> Sink for Descend<'_, L> {
    #[inline(always)]
    fn outer<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        let scale = -self.learning_rate;
        self.block(|block| {
            if let Some(weights) = <[[f32; O]; I]>::from_mut_slice(block)
                && let (Some(x), Some(d)) = (x.get(0), d.first())
            {
                kernel::rank_one(scale, x, d, weights);
            }
        });
    }

    #[inline(always)]
    fn sum<const O: usize>(&mut self, d: &[[f32; O]]) {
        let scale = -self.learning_rate;
        self.block(|block| {
            if let Some(d) = d.first() {
                kernel::add_scaled(scale, d, block);
            }
        });
    }

    #[inline(always)]
    fn rows<R: Iterator<Item = f32>>(&mut self, _length: usize, rows: impl Iterator<Item = R>) {
        let learning_rate = self.learning_rate;
        self.block(|block| {
            for row in rows {
                for (parameter, d) in block.iter_mut().zip(row) {
                    *parameter -= learning_rate * d;
                }
            }
        });
    }

    #[inline(always)]
    fn numbers(&mut self, _length: usize, numbers: &impl Numbers) {
        let learning_rate = self.learning_rate;
        self.block(|block| {
            numbers.visit(&mut |index, d| {
                if let Some(parameter) = block.get_mut(index) {
                    *parameter -= learning_rate * d;
                }
            });
        });
    }
}
