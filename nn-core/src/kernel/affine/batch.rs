//! The forward pass of a batch: blocks of samples are multiplied by the weights of a span of inputs.
//!
//! ```text
//! for b in 0..B { for o in 0..O {
//!     y[b][o] = bias[o];
//!     for i in 0..I { y[b][o] += x[b][i] * w[i][o]; }
//! }}
//!
//!                       O outputs
//!                    +-------------+
//!                    |   weights   |  a span of inputs, for all samples before the next span
//!                    +-------------+
//!         inputs
//!        +--+--+--+  +-------------+
//!  B     |  |  |  |  |   outputs   |  blocks of 8, 6, 4, 2, 1 samples; each is a row of register tiles
//! samples|  |  |  |  |             |
//!        +--+--+--+  +-------------+
//! ```

use super::microkernel::{Rows, Weights};
use super::panel::{self, SPAN};
use crate::batch::Batch;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::parallel::{join, split_point};
use crate::kernel::tile::{Table, for_sizes};
use crate::slices;

/// The samples of a register tile.
const SAMPLES: Table = &[
    // accumulators, vectors in a row of outputs, samples
    (16, 0, &[8, 4, 2, 1]),
    (12, 0, &[6, 4, 2, 1]),
    // a tile of two samples by four vectors is faster than one of four by two
    (8, 4, &[2, 1]),
    (8, 0, &[4, 2, 1]),
    // where each lane is a register, tiles of two samples are slower (Cortex-M4F at opt-level s: 2.9 % more instructions, 690 bytes
    // more code, and 240 bytes more stack)
    (0, 0, &[1]),
];

/// `y[b][o] = bias[o] + sum x[b][i] w[i][o]`, for every sample of a batch.
pub fn affine_batch<const I: usize, const O: usize>(
    x: Batch<'_, [f32; I]>,
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [[f32; O]],
) {
    if let Some(middle) = split_point(y.len(), I * O, 24) {
        let (x, x_rest) = x.split_at(middle);
        let (y, y_rest) = slices::split_mut(y, middle);
        return join(
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

/// The length of a span: all inputs are divided into equal spans.
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
                panel::for_each_panel(isa, weights, |panel| samples.reborrow().run(isa, panel));
            } else {
                samples.reborrow().run(isa, Rows(weights));
            }
            samples.first += weights.len();
            samples.bias = None;
        }
    }
}

/// The remaining samples, and their inputs from `first` on.
struct Samples<'a, const I: usize, const O: usize> {
    x: Batch<'a, [f32; I]>,
    y: &'a mut [[f32; O]],
    /// The initial values of the sums. After the first span, the sums continue from the outputs.
    bias: Option<&'a [f32; O]>,
    first: usize,
}

impl<const I: usize, const O: usize> Samples<'_, I, O> {
    /// The same samples, for other weights.
    #[inline(always)]
    fn reborrow(&mut self) -> Samples<'_, I, O> {
        Samples {
            y: &mut *self.y,
            ..*self
        }
    }

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S, weights: impl Weights<S, O>) {
        for_sizes!(S, SAMPLES, O, R => self.blocks::<S, R>(isa, weights));
    }

    /// Computes blocks of `R` samples while enough samples remain.
    #[inline(always)]
    fn blocks<S: Isa, const R: usize>(&mut self, isa: S, weights: impl Weights<S, O>) {
        // eight samples are faster as two blocks of four than as blocks of six and two
        while self.y.len() >= R && !(R == 6 && self.y.len() == 8) {
            let y = core::mem::take(&mut self.y).split_first_chunk_mut::<R>();
            let (Some((y, rest)), Some(x)) = (y, self.x.take_chunk::<R>()) else {
                return;
            };
            self.y = rest;
            let end = self.first + weights.inputs();
            let x = x.map(|x| slices::range(x, self.first..end));
            weights.add(isa, x, self.bias, y);
        }
    }
}
