//! The norm of the gradient of one sample, without storing the gradient.

use super::{Numbers, Sink};
use crate::batch::Batch;
use crate::kernel;
use crate::sum::Sum;

/// Sums the squares of the gradient of one sample, the first of a batch.
#[derive(Debug, Default)]
pub struct Norm {
    squares: f32,
    /// The number of parameters that were visited.
    parameters: usize,
    /// The first parameter of the first block after which the sum is not finite.
    overflow: Option<usize>,
}

impl Norm {
    /// The squared norm of the gradient.
    pub fn squared(&self) -> f32 {
        self.squares
    }

    /// The index of the first parameter of the first block after which the squared norm is not finite.
    pub fn overflow(&self) -> Option<usize> {
        self.overflow
    }

    /// Adds the squared norm of a block of `parameters` parameters.
    #[inline(always)]
    fn add(&mut self, parameters: usize, squared: f32) {
        self.squares += squared;
        if self.overflow.is_none() && !self.squares.is_finite() {
            self.overflow = Some(self.parameters);
        }
        self.parameters += parameters;
    }
}

impl Sink for Norm {
    /// The norm of an outer product is the product of the norms.
    #[inline(always)]
    fn outer<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        if let (Some(x), Some(d)) = (x.get(0), d.first()) {
            self.add(I * O, kernel::outer_norm_squared(x, d, false));
        }
    }

    #[inline(always)]
    fn sum<const O: usize>(&mut self, d: &[[f32; O]]) {
        if let Some(d) = d.first() {
            self.add(O, kernel::norm_squared(d));
        }
    }

    #[inline(always)]
    fn affine<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        if let (Some(x), Some(d)) = (x.get(0), d.first()) {
            self.add(I * O + O, kernel::outer_norm_squared(x, d, true));
        }
    }

    #[inline(always)]
    fn rows<R: Iterator<Item = f32>>(&mut self, length: usize, rows: impl Iterator<Item = R>) {
        let mut squares = Sum::up_to(length);
        for row in rows {
            for d in row {
                squares.add(d * d);
            }
        }
        self.add(length, squares.value());
    }

    #[inline(always)]
    fn numbers(&mut self, length: usize, numbers: &impl Numbers) {
        let mut squares = Sum::up_to(length);
        numbers.visit(&mut |_, d| squares.add(d * d));
        self.add(length, squares.value());
    }
}
