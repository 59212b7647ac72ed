//! The forward product of a dense layer, `y = x W + b`, for one sample and for a batch.
//!
//! A tile of some samples by some vectors of outputs is held in registers while the inputs run by. What does not fill a tile
//! is done by smaller ones: fewer samples, then shorter vectors.

use super::dispatch::{Kernel, dispatch};
use super::isa::{Isa, fits, has_end, has_part, load, store};
use super::parallel::{both, middle};
use super::single;
use crate::batch::Batch;

/// The most inputs that a block of samples sees before the next one does: their weights stay in the nearer caches. Copies of
/// panels of weights into the nearest one were tried: 5 to 10 % slower where the weights begin at a cache line, as a network's
/// do.
const SPAN: usize = 288;

/// `y[o] = bias[o] + sum x[i] w[i][o]`, for one sample.
///
/// Inputs that are 0 are skipped, so their weights are not seen, be they infinite; with the feature `fixed-time` none is.
#[inline]
pub fn affine<const I: usize, const O: usize>(
    x: &[f32; I],
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [f32; O],
) {
    dispatch(Affine {
        x,
        weights,
        bias,
        y,
    });
}

/// [`affine`] as a kernel.
#[derive(Debug)]
pub struct Affine<'a, const I: usize, const O: usize> {
    /// The inputs.
    pub x: &'a [f32; I],
    /// One row for each of them.
    pub weights: &'a [[f32; O]; I],
    /// What the sums begin with.
    pub bias: &'a [f32; O],
    /// The outputs.
    pub y: &'a mut [f32; O],
}

impl<const I: usize, const O: usize> Kernel for Affine<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        single::product(isa, self.x, self.weights, Some(self.bias), self.y);
    }
}

/// `y[b][o] = bias[o] + sum x[b][i] w[i][o]`, for every sample of a batch.
pub fn affine_batch<const I: usize, const O: usize>(
    x: Batch<'_, [f32; I]>,
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [[f32; O]],
) {
    if let Some(middle) = middle(y.len(), I * O, 24) {
        let (x, x_rest) = x.split_at(middle);
        let (y, y_rest) = y.split_at_mut_checked(middle).unwrap_or_default();
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
        let (mut first, mut bias) = (0, Some(self.bias));
        for weights in self.weights.chunks(const { span(I) }) {
            let mut samples = Samples {
                x: self.x,
                y: &mut *self.y,
                weights,
                bias,
                first,
            };
            samples.run(isa);
            first += weights.len();
            bias = None;
        }
    }
}

/// The samples that are left, and the weights of the inputs from `first` on.
struct Samples<'a, const I: usize, const O: usize> {
    x: Batch<'a, [f32; I]>,
    y: &'a mut [[f32; O]],
    weights: &'a [[f32; O]],
    /// What the sums begin with; after the first inputs, what they were before.
    bias: Option<&'a [f32; O]>,
    first: usize,
}

impl<const I: usize, const O: usize> Samples<'_, I, O> {
    #[inline(always)]
    fn run<S: Isa>(&mut self, isa: S) {
        if const { S::SUMS >= 16 } {
            self.blocks::<S, 8>(isa, 8);
        } else if const { S::SUMS >= 12 } {
            // eight are better done as four and four than as six and two
            self.blocks::<S, 6>(isa, 9);
            self.blocks::<S, 4>(isa, 8);
            self.blocks::<S, 6>(isa, 6);
        }
        self.blocks::<S, 4>(isa, 4);
        self.blocks::<S, 2>(isa, 2);
        self.blocks::<S, 1>(isa, 1);
    }

    /// Blocks of `R` samples as long as at least so many are left.
    #[inline(always)]
    fn blocks<S: Isa, const R: usize>(&mut self, isa: S, least: usize) {
        while self.y.len() >= least {
            let taken = core::mem::take(&mut self.y).split_first_chunk_mut::<R>();
            let (Some((y, rest)), Some(x)) = (taken, self.x.take_chunk::<R>()) else {
                return;
            };
            self.y = rest;
            let end = self.first + self.weights.len();
            let x = x.map(|x| x.get(self.first..end).unwrap_or_default());
            if let ([x], [y]) = (&x[..], &mut y[..]) {
                single::product(isa, x, self.weights, self.bias, y);
            } else {
                block(isa, x, self.weights, self.bias, y);
            }
        }
    }
}

/// Adds `x W` to the outputs of `R` samples, by tiles as wide as will do.
#[inline(always)]
fn block<S: Isa, const R: usize, const O: usize>(
    isa: S,
    x: [&[f32]; R],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    y: &mut [[f32; O]; R],
) {
    let mut column = 0;
    if const { R <= 2 && has_part::<S>(&[], 4, O) } {
        column = columns::<S, 4, R, O>(isa, x, weights, bias, column, y);
    }
    if const { has_part::<S>(wider::<R>(), 2, O) } {
        column = columns::<S, 2, R, O>(isa, x, weights, bias, column, y);
    }
    if const { has_part::<S>(&[2], 1, O) } {
        column = columns::<S, 1, R, O>(isa, x, weights, bias, column, y);
    }
    if const { has_end::<S>(O) } {
        end(isa.narrow(), x, weights, bias, column, y);
    }
}

/// The tiles that come before those of two vectors.
const fn wider<const R: usize>() -> &'static [usize] {
    if R <= 2 { &[4] } else { &[] }
}

/// The columns from `column` on, fewer than a longer vector has.
#[inline(always)]
fn end<S: Isa, const R: usize, const O: usize>(
    isa: S,
    x: [&[f32]; R],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    mut column: usize,
    y: &mut [[f32; O]; R],
) {
    column = columns::<S, 1, R, O>(isa, x, weights, bias, column, y);
    if const { has_end::<S>(O) } {
        end(isa.narrow(), x, weights, bias, column, y);
    }
}

/// As many tiles of `C` vectors as fit from `column` on; gives the first column that is left.
#[inline(always)]
fn columns<S: Isa, const C: usize, const R: usize, const O: usize>(
    isa: S,
    x: [&[f32]; R],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    mut column: usize,
    y: &mut [[f32; O]; R],
) -> usize {
    while fits::<S>(C, column, O) {
        let mut tile = [[isa.splat(0.0); C]; R];
        for (tile, y) in tile.iter_mut().zip(&*y) {
            *tile = single::start(isa, bias, y, column);
        }
        for (i, row) in weights.iter().enumerate() {
            let w = load::<S, C>(isa, row, column);
            for (tile, x) in tile.iter_mut().zip(x) {
                // not `x[i]`, whose panic stays in the program where it is optimised for size
                let x = isa.splat(x.get(i).copied().unwrap_or_default());
                for (sum, w) in tile.iter_mut().zip(w) {
                    *sum = isa.mul_add(x, w, *sum);
                }
            }
        }
        for (tile, y) in tile.into_iter().zip(&mut *y) {
            store::<S, _>(tile, y, column);
        }
        column += C * S::LANES;
    }
    column
}
