//! A sum for each element of a tensor, with the rounding error of each addition.

use crate::sum::Carried;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The sums, as unevaluated sums of two numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Totals<T> {
    high: T,
    low: T,
}

impl<T: Zero> Zero for Totals<T> {
    const ZERO: Self = Totals {
        high: T::ZERO,
        low: T::ZERO,
    };
}

impl<T: Tensor<Element = f32>> Totals<T> {
    /// Adds a term to the sum of an element.
    pub(super) fn add(&mut self, index: usize, term: f32) {
        let high = self.high.as_mut_slice().get_mut(index);
        if let (Some(high), Some(low)) = (high, self.low.as_mut_slice().get_mut(index)) {
            let mut sum = Carried {
                high: *high,
                low: *low,
            };
            sum.add(term);
            (*high, *low) = (sum.high, sum.low);
        }
    }

    /// The sum of an element.
    pub(super) fn at(&self, index: usize) -> f32 {
        self.high.as_slice().get(index).copied().unwrap_or_default()
    }

    /// A number minus the sum of an element.
    pub(super) fn below(&self, index: usize, number: f32) -> f32 {
        let low = self.low.as_slice().get(index).copied().unwrap_or_default();
        (number - self.at(index)) - low
    }
}
