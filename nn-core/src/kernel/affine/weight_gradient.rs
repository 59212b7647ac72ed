//! The gradient with respect to the weights of a dense layer: a sum of outer products of inputs and output gradients.
//!
//! ```text
//! for b in 0..B { for i in 0..I { for o in 0..O {
//!     d_w[i][o] += x[b][i] * d[b][o];
//! }}}
//!
//!                   C vectors of outputs
//!                  +---------+---------+
//!  for each b:     | d[b]    | d[b]    |    loaded once for all rows
//!                  +---------+---------+
//!  x[b][i]    ->   | d_w[i]  | d_w[i]  |
//!  x[b][i+1]  ->   | d_w[i+1]| d_w[i+1]|    R rows, in registers for up to 32 samples
//!                  +---------+---------+
//! ```
//!
//! The inputs for a block of rows are gathered first. Samples in which all of these inputs are 0 are left out.

use super::zeros::SKIPS_ZEROS;
use crate::batch::Batch;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::parallel::{join, split_point};
use crate::kernel::tile::{RowTiles, Table, add_product, cover, for_sizes, load, store};
use crate::kernel::unroll::unroll;
use crate::slices;

/// The rows of a register tile.
const ROWS: Table = &[
    // accumulators, vectors in a row of outputs, rows
    (16, 0, &[8, 4, 2, 1]),
    (12, 0, &[6, 4, 2, 1]),
    (8, 0, &[4, 2, 1]),
    // where each lane is a register, one row is faster (Cortex-M4F: 1.7 % fewer instructions, 960 bytes less code)
    (0, 0, &[1]),
];

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
    /// The input that belongs to the first row of the gradient.
    first: usize,
    d_weights: &'a mut [[f32; O]],
}

impl<const I: usize, const O: usize> WeightGradient<'_, I, O> {
    fn compute(self) {
        let rows = self.d_weights.len();
        let Some(middle) = split_point(rows, self.d.len() * O, 24) else {
            return dispatch(self);
        };
        let (d_weights, rest) = slices::split_mut(self.d_weights, middle);
        let part = |first, d_weights| WeightGradient {
            x: self.x,
            d: self.d,
            first,
            d_weights,
        };
        join(
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
    /// Adds the terms of up to `B` samples at a time, while at least `least` samples remain.
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
            for_sizes!(S, ROWS, O, R => row = self.blocks::<S, R, B>(isa, pairs, row));
        }
    }

    /// Computes blocks of `R` rows from `row` on while they fit. Returns the first remaining row.
    #[inline(always)]
    fn blocks<S: Isa, const R: usize, const B: usize>(
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
                if !SKIPS_ZEROS || x.iter().any(|x| *x != 0.0) {
                    count += 1;
                }
            }
            debug_assert!(count <= B, "each sample is gathered at most once");
            // `slices::range` takes 1.5 % more instructions here (Cortex-M4F at opt-level 3)
            let gathered = gathered.get(..count).unwrap_or_default();
            if count > 0 {
                cover(
                    isa,
                    &mut Block {
                        gathered,
                        d_weights,
                    },
                );
            }
            row += R;
        }
        row
    }
}

/// `R` rows of the gradient, and the inputs and output gradients of the samples that add to them.
struct Block<'a, 'd, const R: usize, const O: usize> {
    gathered: &'a [([f32; R], &'d [f32; O])],
    d_weights: &'a mut [[f32; O]; R],
}

impl<const R: usize, const O: usize> RowTiles<O> for Block<'_, '_, R, O> {
    const WIDTHS: Table = &[(0, 0, &[2, 1])];

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let mut tile = [[isa.splat(0.0); C]; R];
        for (sums, row) in tile.iter_mut().zip(&*self.d_weights) {
            *sums = load(isa, row, column);
        }
        for (x, d) in self.gathered {
            let d = load::<S, C>(isa, *d, column);
            unroll!(R, row => {
                if let (Some(sums), Some(x)) = (tile.get_mut(row), x.get(row)) {
                    add_product(isa, isa.splat(*x), &d, sums);
                }
            });
        }
        for (sums, row) in tile.into_iter().zip(&mut *self.d_weights) {
            store::<S, _>(sums, row, column);
        }
    }
}
