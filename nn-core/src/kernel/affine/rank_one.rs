//! The update of the weights of a dense layer by one sample: an outer product is added without being stored.
//!
//! ```text
//! for i in 0..I { for o in 0..O { w[i][o] += scale * x[i] * d[o]; } }
//!
//!               short rows: tiles              long rows: row by row
//!
//!                C vectors
//!               +------+------+
//!  in registers | d    | d    |
//!               +------+------+                +---------------------+
//!  x[0] ->      | w[0] | w[0] |        x[0] -> | w[0]  -->           |
//!  x[1] ->      | w[1] | w[1] |        x[1] -> | w[1]  -->           |
//!               +------+------+                +---------------------+
//! ```

use super::zeros::SKIPS_ZEROS;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::{RowTiles, Table, add_product, cover, load, store};
use crate::kernel::unroll::unroll;

/// The longest row for which portable vectors are faster than the compiler's own loop (measured with SSE2: 97 ns instead of 360 ns for
/// 32 x 32, but 42 us instead of 11 us for 784 x 128).
const LONG: usize = 32;

/// `w[i][o] += scale x[i] d[o]`: the update by one sample. Inputs that are 0 are skipped: their weights do not change.
#[inline]
pub fn rank_one<const I: usize, const O: usize>(
    scale: f32,
    x: &[f32; I],
    d: &[f32; O],
    weights: &mut [[f32; O]; I],
) {
    dispatch(RankOne {
        scale,
        x,
        d,
        weights,
    });
}

struct RankOne<'a, const I: usize, const O: usize> {
    scale: f32,
    x: &'a [f32; I],
    d: &'a [f32; O],
    weights: &'a mut [[f32; O]; I],
}

impl<const I: usize, const O: usize> Kernel for RankOne<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        if const { S::FUSED && O <= 4 * S::LANES || S::ACCUMULATORS < 8 && O > LONG } {
            return cover(isa, &mut self);
        }
        for (row, x) in self.weights.iter_mut().zip(self.x) {
            if SKIPS_ZEROS && *x == 0.0 {
                continue;
            }
            let (factor, d) = (self.scale * x, self.d);
            if const { !S::FUSED && O > LONG } {
                for (w, d) in row.iter_mut().zip(d) {
                    *w += factor * d;
                }
            } else {
                cover(isa, &mut Row { factor, d, row });
            }
        }
    }
}

/// The gradients of some columns stay in registers for all rows of weights. This is used for short rows, or for long rows where each
/// lane is a register (Cortex-M4F, 784 x 128: 634,759 instructions for a step instead of 693,426. For short rows it would be 15,389
/// instead of 15,082).
impl<const I: usize, const O: usize> RowTiles<O> for RankOne<'_, I, O> {
    const WIDTHS: Table = &[(0, 0, &[4, 2, 1])];

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let d = load::<S, C>(isa, self.d, column);
        for (row, x) in self.weights.iter_mut().zip(self.x) {
            if SKIPS_ZEROS && *x == 0.0 {
                continue;
            }
            let factor = isa.splat(self.scale * x);
            unroll!(C, index => {
                if let Some(d) = d.get(index) {
                    let column = column + index * S::LANES;
                    let [w] = load(isa, row, column);
                    store::<S, 1>([isa.mul_add(factor, *d, w)], row, column);
                }
            });
        }
    }
}

/// `row += factor d`
struct Row<'a, const O: usize> {
    factor: f32,
    d: &'a [f32; O],
    row: &'a mut [f32; O],
}

impl<const O: usize> RowTiles<O> for Row<'_, O> {
    const WIDTHS: Table = &[(0, 0, &[1])];

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let mut w = load::<S, C>(isa, self.row, column);
        let d = load::<S, C>(isa, self.d, column);
        add_product(isa, isa.splat(self.factor), &d, &mut w);
        store::<S, _>(w, self.row, column);
    }
}
