//! The forward product of a batch: blocks of samples by the weights of some inputs.

use super::panel;
use super::tiles::Rows;
use crate::batch::Batch;
use crate::kernel::dispatch::{Kernel, dispatch};
use crate::kernel::isa::{Isa, has_part};
use crate::kernel::parallel::{both, middle};
use crate::slices;

/// The most inputs that a block of samples sees before the next one does: their weights stay in the nearer caches.
pub(super) const SPAN: usize = 288;

/// `y[b][o] = bias[o] + sum x[b][i] w[i][o]`, for every sample of a batch.
pub fn affine_batch<const I: usize, const O: usize>(
    x: Batch<'_, [f32; I]>,
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [[f32; O]],
) {
    if let Some(middle) = middle(y.len(), I * O, 24) {
        let (x, x_rest) = x.split_at(middle);
        let (y, y_rest) = slices::split_mut(y, middle);
        return both(
            || affine_batch(x, weights, bias, y),
            || affine_batch(x_rest, weights, bias, y_rest),
        );
    }
    dispatch(AffineBatch {
        x,
        weights,
        bias,
        y,
    });
}

/// Spans as long as each other that cover all inputs.
const fn span(inputs: usize) -> usize {
    let spans = inputs.div_ceil(SPAN);
    if spans == 0 {
        1
    } else {
        inputs.div_ceil(spans)
    }
}

struct AffineBatch<'a, const I: usize, const O: usize> {
    x: Batch<'a, [f32; I]>,
    weights: &'a [[f32; O]; I],
    bias: &'a [f32; O],
    y: &'a mut [[f32; O]],
}

impl<const I: usize, const O: usize> Kernel for AffineBatch<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        let mut samples = Samples {
            x: self.x,
            y: self.y,
            bias: Some(self.bias),
            first: 0,
        };
        let in_panels = const { panel::help::<S>(O) } && samples.y.len() >= panel::SAMPLES;
        for weights in self.weights.chunks(const { span(I) }) {
            if in_panels {
                panel::each(isa, weights, |panel| samples.again().run(isa, panel));
            } else {
                samples.again().run(isa, Rows(weights));
            }
            samples.first += weights.len();
            samples.bias = None;
        }
    }
}

/// The weights of some inputs, by all outputs or by some.
pub(super) trait Weights<S: Isa, const O: usize>: Copy {
    /// The number of inputs.
    fn inputs(self) -> usize;
    /// Adds `x W` to the outputs of `R` samples.
    fn add<const R: usize>(
        self,
        isa: S,
        x: [&[f32]; R],
        bias: Option<&[f32; O]>,
        y: &mut [[f32; O]; R],
    );
}

/// The samples that are left, and the inputs from `first` on.
struct Samples<'a, const I: usize, const O: usize> {
    x: Batch<'a, [f32; I]>,
    y: &'a mut [[f32; O]],
    /// What the sums begin with; after the first inputs, what they were before.
    bias: Option<&'a [f32; O]>,
    first: usize,
}

impl<const I: usize, const O: usize> Samples<'_, I, O> {
    /// The same samples, for other weights.
    #[inline(always)]
    fn again(&mut self) -> Samples<'_, I, O> {
        Samples {
            y: &mut *self.y,
            ..*self
        }
    }

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S, weights: impl Weights<S, O>) {
        if const { S::SUMS >= 16 } {
            self.blocks::<S, 8>(isa, weights, 8);
        } else if const { S::SUMS >= 12 } {
            // eight are better done as four and four than as six and two
            self.blocks::<S, 6>(isa, weights, 9);
            self.blocks::<S, 4>(isa, weights, 8);
            self.blocks::<S, 6>(isa, weights, 6);
        }
        // of eight sums, two samples by four vectors are better than four by two, where there are so many
        if const { S::SUMS >= 12 || S::SUMS >= 8 && !has_part::<S>(&[], 4, O) } {
            self.blocks::<S, 4>(isa, weights, 4);
        }
        // where a lane takes a register of its own, two samples save nothing (Cortex-M4F at opt-level s: 2.9 % more instructions,
        // 690 bytes more, and 240 bytes more of stack)
        if const { S::SUMS >= 8 } {
            self.blocks::<S, 2>(isa, weights, 2);
        }
        self.blocks::<S, 1>(isa, weights, 1);
    }

    /// Blocks of `R` samples as long as at least so many are left.
    #[inline(always)]
    fn blocks<S: Isa, const R: usize>(
        &mut self,
        isa: S,
        weights: impl Weights<S, O>,
        least: usize,
    ) {
        while self.y.len() >= least {
            let taken = core::mem::take(&mut self.y).split_first_chunk_mut::<R>();
            let (Some((y, rest)), Some(x)) = (taken, self.x.take_chunk::<R>()) else {
                return;
            };
            self.y = rest;
            let end = self.first + weights.inputs();
            let x = x.map(|x| slices::range(x, self.first..end));
            weights.add(isa, x, self.bias, y);
        }
    }
}
