//! The parameter gradients of convolutions.

use core::slice::from_ref;

use super::sink::addition;
use super::{Layer, Numbers, Optional, Sink};
use crate::batch::Batch;
use crate::kernel;
use crate::tensor::Cell;

/// A layer whose weights slide over its input: a convolution.
pub(super) trait Windows: Layer<Element = f32> {
    /// The number of weights.
    const WEIGHTS: usize;

    /// Visits the gradient of each weight for one sample, with its index.
    fn visit_weights(
        input: &Self::Input,
        d_output: &Self::Output,
        visit: &mut impl FnMut(usize, f32),
    );

    /// Adds the gradient of the weights for a batch.
    #[inline(always)]
    fn add_weights(input: Batch<'_, Self::Input>, d_output: &[Self::Output], block: &mut [f32]) {
        let mut addition = addition(block);
        for (input, d_output) in input.iter().zip(d_output) {
            Self::visit_weights(input, d_output, &mut addition);
        }
    }
}

/// The gradient of the weights of the layer `L`, and of its `O` biases if it has any.
#[inline(always)]
pub(super) fn gradient<L, B, P, const O: usize>(
    input: Batch<'_, L::Input>,
    d_output: &[[P; O]],
    sink: &mut impl Sink,
) where
    L: Windows<Output = [P; O]>,
    B: Optional,
    P: Cell<Element = f32>,
{
    sink.numbers(L::WEIGHTS, &Weights::<L> { input, d_output });
    if B::IS_PRESENT {
        let sum = |plane| kernel::sum(P::flat(from_ref(plane)));
        sink.rows(O, d_output.iter().map(|planes| planes.iter().map(sum)));
    }
}

struct Weights<'a, L: Windows> {
    input: Batch<'a, L::Input>,
    d_output: &'a [L::Output],
}

impl<L: Windows> Numbers for Weights<'_, L> {
    #[inline(always)]
    fn visit(&self, visit: &mut impl FnMut(usize, f32)) {
        for (input, d_output) in self.input.iter().zip(self.d_output) {
            L::visit_weights(input, d_output, visit);
        }
    }

    #[inline(always)]
    fn add_to(&self, block: &mut [f32]) {
        L::add_weights(self.input, self.d_output, block);
    }
}
