//! The microkernel of a batch: it adds the products of `R` samples to a register tile of `C` vectors of outputs.
//!
//! ```text
//! for i in 0..I { for r in 0..R { for o in column..column + C * LANES {
//!     y[r][o] += x[r][i] * w[i][o];
//! }}}
//!
//!               C vectors from `column` on
//!              +---------+---------+
//!  for each i: | w[i]    | w[i]    |    loaded once for all samples
//!              +---------+---------+
//!  x[0][i] ->  | sums    | sums    |
//!  x[1][i] ->  | sums    | sums    |    R samples; each input is broadcast
//!  x[2][i] ->  | sums    | sums    |
//!              +---------+---------+
//! ```

use super::one_sample::{self, initial_sums};
use crate::kernel::isa::Isa;
use crate::kernel::tile::{RowTiles, Table, add_product, cover, load, store};
use crate::kernel::unroll::unroll;
use crate::slices;

/// The weights of several inputs, for all outputs or for a part of them.
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

/// Weights in the order in which the layer stores them.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a, const O: usize>(pub(super) &'a [[f32; O]]);

impl<S: Isa, const O: usize> Weights<S, O> for Rows<'_, O> {
    #[inline(always)]
    fn inputs(self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn add<const R: usize>(
        self,
        isa: S,
        x: [&[f32]; R],
        bias: Option<&[f32; O]>,
        y: &mut [[f32; O]; R],
    ) {
        if let ([x], [y]) = (&x[..], &mut y[..]) {
            one_sample::product(isa, x, self.0, bias, y);
        } else {
            let weights = self.0;
            cover(
                isa,
                &mut Block {
                    x,
                    weights,
                    bias,
                    y,
                },
            );
        }
    }
}

/// The outputs of `R` samples, at least two.
struct Block<'a, 'x, const R: usize, const O: usize> {
    x: [&'x [f32]; R],
    weights: &'a [[f32; O]],
    bias: Option<&'a [f32; O]>,
    y: &'a mut [[f32; O]; R],
}

impl<const R: usize, const O: usize> RowTiles<O> for Block<'_, '_, R, O> {
    const WIDTHS: Table = if R == 2 {
        // accumulators, vectors in a row of outputs, vectors
        &[(8, 0, &[4, 2, 1]), (0, 0, &[2, 1])]
    } else {
        &[(0, 0, &[2, 1])]
    };

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let rows = self.weights.iter();
        let rows = rows.map(|row| load::<S, C>(isa, row, column));
        tile(isa, self.x, rows, self.bias, column, self.y);
    }
}

/// Adds `x W` to the outputs of `R` samples: to `C` vectors from `column` on. `rows` contains the weights of these columns.
#[inline(always)]
pub(super) fn tile<S: Isa, const C: usize, const R: usize, const O: usize>(
    isa: S,
    x: [&[f32]; R],
    rows: impl Iterator<Item = [S::Vector; C]>,
    bias: Option<&[f32; O]>,
    column: usize,
    y: &mut [[f32; O]; R],
) {
    let mut tile = [[isa.splat(0.0); C]; R];
    for (sums, y) in tile.iter_mut().zip(&*y) {
        *sums = initial_sums(isa, bias, y, column);
    }
    for (i, w) in rows.enumerate() {
        unroll!(R, sample => {
            if let (Some(sums), Some(x)) = (tile.get_mut(sample), x.get(sample)) {
                // `x[i]` would keep a path to a panic where the program is optimized for size
                add_product(isa, isa.splat(slices::element(x, i)), &w, sums);
            }
        });
    }
    for (sums, y) in tile.into_iter().zip(&mut *y) {
        store::<S, _>(sums, y, column);
    }
}
