//! The gradient by the weights of a dense layer: sums of outer products of inputs and output gradients.
//!
//! A tile of some rows by some vectors of the gradient is held in registers while the samples run by. For each few rows the
//! inputs are gathered first: samples in which all of them are 0 add nothing and are left out.

use super::dispatch::{Kernel, dispatch};
use super::isa::{Isa, add_product, each, fits, has_end, has_part, load, store};
use super::parallel::{both, middle};
use super::single::SKIPS;
use crate::batch::Batch;
use crate::slices;

/// `d_w[i][o] += sum x[b][i] d[b][o]` over the samples of a batch.
pub fn weight_gradient<const I: usize, const O: usize>(
    x: Batch<'_, [f32; I]>,
    d: &[[f32; O]],
    d_weights: &mut [[f32; O]; I],
) {
    WeightGradient {
        x,
        d,
        first: 0,
        d_weights,
    }
    .compute();
}

struct WeightGradient<'a, const I: usize, const O: usize> {
    x: Batch<'a, [f32; I]>,
    d: &'a [[f32; O]],
    /// The input to which the first row of the gradient belongs.
    first: usize,
    d_weights: &'a mut [[f32; O]],
}

impl<const I: usize, const O: usize> WeightGradient<'_, I, O> {
    fn compute(self) {
        let rows = self.d_weights.len();
        let Some(middle) = middle(rows, self.d.len() * O, 24) else {
            return dispatch(self);
        };
        let (d_weights, rest) = slices::split_mut(self.d_weights, middle);
        let part = |first, d_weights| WeightGradient {
            x: self.x,
            d: self.d,
            first,
            d_weights,
        };
        both(
            || part(self.first, d_weights).compute(),
            || part(self.first + middle, rest).compute(),
        );
    }
}

impl<const I: usize, const O: usize> Kernel for WeightGradient<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        if const { S::FUSED } {
            self.samples::<S, 32>(isa, 17);
            self.samples::<S, 16>(isa, 1);
        } else {
            self.samples::<S, 8>(isa, 1);
        }
    }
}

impl<const I: usize, const O: usize> WeightGradient<'_, I, O> {
    /// The gradient of up to `B` samples at a time, as long as at least so many are left.
    #[inline(always)]
    fn samples<S: Isa, const B: usize>(&mut self, isa: S, least: usize) {
        while self.d.len() >= least {
            let (d, rest) = self.d.split_at_checked(B).unwrap_or((self.d, &[]));
            self.d = rest;
            let mut pairs = [(&[0.0; I], &[0.0; O]); B];
            let mut count = 0;
            for (pair, (x, d)) in pairs.iter_mut().zip(self.x.take(B).zip(d)) {
                *pair = (x, d);
                count += 1;
            }
            let pairs = slices::range(&pairs, ..count);
            let mut row = 0;
            if const { S::SUMS >= 16 } {
                row = self.rows::<S, 8, B>(isa, pairs, row);
            } else if const { S::SUMS >= 12 } {
                row = self.rows::<S, 6, B>(isa, pairs, row);
            }
            if const { S::SUMS >= 8 } {
                row = self.rows::<S, 4, B>(isa, pairs, row);
            }
            // where a lane takes a register of its own, one row is better (Cortex-M4F: 1.7 % fewer instructions, 960 bytes less)
            if const { S::SUMS >= 8 } {
                row = self.rows::<S, 2, B>(isa, pairs, row);
            }
            self.rows::<S, 1, B>(isa, pairs, row);
        }
    }

    /// As many whole blocks of `R` rows as fit from `row` on; gives the first row that is left.
    #[inline(always)]
    fn rows<S: Isa, const R: usize, const B: usize>(
        &mut self,
        isa: S,
        pairs: &[(&[f32; I], &[f32; O])],
        mut row: usize,
    ) -> usize {
        let rows = slices::range_mut(self.d_weights, row..);
        let (blocks, _) = rows.as_chunks_mut::<R>();
        let mut gathered = [([0.0; R], &[0.0; O]); B];
        for d_weights in blocks {
            let mut count = 0;
            for (x, d) in pairs {
                let Some(x) = slices::chunk(&x[..], self.first + row) else {
                    break;
                };
                if let Some(place) = gathered.get_mut(count) {
                    *place = (*x, *d);
                }
                if !SKIPS || x.iter().any(|x| *x != 0.0) {
                    count += 1;
                }
            }
            let gathered = slices::range(&gathered, ..count);
            if count > 0 {
                tiles(isa, gathered, d_weights);
            }
            row += R;
        }
        row
    }
}

/// All columns, by tiles as wide as will do.
#[inline(always)]
fn tiles<S: Isa, const R: usize, const O: usize>(
    isa: S,
    gathered: &[([f32; R], &[f32; O])],
    d_weights: &mut [[f32; O]; R],
) {
    let mut column = 0;
    if const { has_part::<S>(&[], 2, O) } {
        column = columns::<S, 2, R, O>(isa, gathered, column, d_weights);
    }
    if const { has_part::<S>(&[2], 1, O) } {
        column = columns::<S, 1, R, O>(isa, gathered, column, d_weights);
    }
    if const { has_end::<S>(O) } {
        end(isa.narrow(), gathered, column, d_weights);
    }
}

/// The columns from `column` on, fewer than a longer vector has.
#[inline(always)]
fn end<S: Isa, const R: usize, const O: usize>(
    isa: S,
    gathered: &[([f32; R], &[f32; O])],
    mut column: usize,
    d_weights: &mut [[f32; O]; R],
) {
    column = columns::<S, 1, R, O>(isa, gathered, column, d_weights);
    if const { has_end::<S>(O) } {
        end(isa.narrow(), gathered, column, d_weights);
    }
}

/// As many tiles of `C` vectors as fit from `column` on; gives the first column that is left.
#[inline(always)]
fn columns<S: Isa, const C: usize, const R: usize, const O: usize>(
    isa: S,
    gathered: &[([f32; R], &[f32; O])],
    mut column: usize,
    d_weights: &mut [[f32; O]; R],
) -> usize {
    while fits::<S>(C, column, O) {
        let mut tile = [[isa.splat(0.0); C]; R];
        for (tile, row) in tile.iter_mut().zip(&*d_weights) {
            *tile = load(isa, row, column);
        }
        for (x, d) in gathered {
            let d = load::<S, C>(isa, *d, column);
            each!(R, row => {
                if let (Some(tile), Some(x)) = (tile.get_mut(row), x.get(row)) {
                    add_product(isa, isa.splat(*x), &d, tile);
                }
            });
        }
        for (tile, row) in tile.into_iter().zip(&mut *d_weights) {
            store::<S, _>(tile, row, column);
        }
        column += C * S::LANES;
    }
    column
}
