//! The gradient of weights that several steps of one sample use, as those of a recurrent layer: a sum over the steps of outer products.
//!
//! ```text
//! for i in 0..I { for o in 0..O { for t in 0..T {
//!     d_w[i][o] += x[t][i] * d[t][o];
//! }}}
//!
//!                   C vectors of outputs
//!                  +---------+---------+
//!  for each t:     | d[t]    | d[t]    |    loaded once for all rows
//!                  +---------+---------+
//!  x[t][i]    ->   | sums    | sums    |
//!  x[t][i+1]  ->   | sums    | sums    |    R rows, in registers for all steps
//!                  +---------+---------+
//! ```
//!
//! Each sum begins with 0. So a sample adds one number to each number of the gradient, whether the gradient is stored or not.

use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::{RowTiles, Table, add_product, cover, for_sizes, load, store};
use crate::kernel::unroll::unroll;
use crate::slices;

/// The rows of a register tile.
const ROWS: Table = &[
    // accumulators, vectors in a row of outputs, rows
    (12, 0, &[4, 2, 1]),
    (8, 0, &[2, 1]),
    (0, 0, &[1]),
];

/// The outputs that are computed at once where no sum is stored.
const TILE: usize = 16;

/// `d_w[i][o] += sum over t of x(i, t) d[t][o]`, for the rows of `d_weights`.
pub fn add_products<const O: usize>(
    x: impl Fn(usize, usize) -> f32,
    d: &[[f32; O]],
    d_weights: &mut [[f32; O]],
) {
    dispatch(AddProducts { x, d, d_weights });
}

/// Visits `sum over t of x(i, t) d[t][o]` for each of the inputs `i` and the outputs `o`, with the index `i O + o`. Each sum is visited
/// once and not stored.
#[inline(always)]
pub fn visit_products<const O: usize>(
    inputs: usize,
    x: impl Fn(usize, usize) -> f32,
    d: &[[f32; O]],
    visit: &mut impl FnMut(usize, f32),
) {
    dispatch(VisitProducts {
        inputs,
        x,
        d,
        visit,
    });
}

struct AddProducts<'a, X, const O: usize> {
    x: X,
    d: &'a [[f32; O]],
    d_weights: &'a mut [[f32; O]],
}

impl<X: Fn(usize, usize) -> f32, const O: usize> Kernel for AddProducts<'_, X, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        let mut first = 0;
        for_sizes!(S, ROWS, O, R => first = self.blocks::<S, R>(isa, first));
    }
}

impl<X: Fn(usize, usize) -> f32, const O: usize> AddProducts<'_, X, O> {
    /// Computes blocks of `R` rows from `first` on while they fit. Returns the first remaining row.
    #[inline(always)]
    fn blocks<S: Isa, const R: usize>(&mut self, isa: S, mut first: usize) -> usize {
        let rows = slices::range_mut(self.d_weights, first..);
        for d_weights in rows.as_chunks_mut::<R>().0 {
            let (x, d) = (&self.x, self.d);
            cover(
                isa,
                &mut Block {
                    x,
                    d,
                    first,
                    d_weights,
                },
            );
            first += R;
        }
        first
    }
}

/// `R` rows of the gradient.
struct Block<'a, X, const R: usize, const O: usize> {
    x: &'a X,
    d: &'a [[f32; O]],
    /// The input of the first row.
    first: usize,
    d_weights: &'a mut [[f32; O]; R],
}

impl<X: Fn(usize, usize) -> f32, const R: usize, const O: usize> RowTiles<O>
    for Block<'_, X, R, O>
{
    const WIDTHS: Table = &[(0, 0, &[2, 1])];

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let mut tile = [[isa.splat(0.0); C]; R];
        for (step, d) in self.d.iter().enumerate() {
            let d = load::<S, C>(isa, d, column);
            unroll!(R, row => {
                if let Some(sums) = tile.get_mut(row) {
                    add_product(isa, isa.splat((self.x)(self.first + row, step)), &d, sums);
                }
            });
        }
        for (sums, row) in tile.iter_mut().zip(&mut *self.d_weights) {
            let before = load::<S, C>(isa, row, column);
            for (sum, before) in sums.iter_mut().zip(before) {
                *sum = isa.add(before, *sum);
            }
            store::<S, _>(*sums, row, column);
        }
    }
}

struct VisitProducts<'a, X, V, const O: usize> {
    inputs: usize,
    x: X,
    d: &'a [[f32; O]],
    visit: &'a mut V,
}

impl<X: Fn(usize, usize) -> f32, V: FnMut(usize, f32), const O: usize> Kernel
    for VisitProducts<'_, X, V, O>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        for input in 0..self.inputs {
            for first in (0..O).step_by(TILE) {
                let mut sums = [0.0; TILE];
                for (step, row) in self.d.iter().enumerate() {
                    let x = (self.x)(input, step);
                    for (sum, d) in sums.iter_mut().zip(slices::range(row, first..)) {
                        *sum += x * d;
                    }
                }
                for (index, sum) in sums.iter().take(O - first).enumerate() {
                    (self.visit)(input * O + first + index, *sum);
                }
            }
        }
    }
}
