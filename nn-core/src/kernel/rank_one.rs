//! The online update of a dense layer's weights: an outer product is added without being stored.

use super::dispatch::{Kernel, dispatch};
use super::isa::{Isa, each, fits, has_end, has_part, load, store};
use super::single::SKIPS;

/// The longest row that is better written out as portable vectors; of longer ones the compiler makes a better loop itself
/// (measured with SSE2: 11 us in place of 42 us for 784 x 128, but 360 ns in place of 97 ns for 32 x 32).
const LONG: usize = 32;

/// `w[i][o] += scale x[i] d[o]`: the online update of one sample. Inputs that are 0 are skipped, as their weights stay.
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
    fn run<S: Isa>(self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        if const { S::FUSED && O <= 4 * S::LANES || S::SUMS < 8 && O > LONG } {
            return self.in_blocks(isa, 0);
        }
        for (row, x) in self.weights.iter_mut().zip(self.x) {
            if SKIPS && *x == 0.0 {
                continue;
            }
            let factor = self.scale * x;
            if const { !S::FUSED && O > LONG } {
                for (w, d) in row.iter_mut().zip(self.d) {
                    *w += factor * d;
                }
            } else {
                add(isa, factor, self.d, 0, row);
            }
        }
    }
}

impl<const I: usize, const O: usize> RankOne<'_, I, O> {
    /// The gradients of some columns stay in registers: those of short rows, or, where a lane takes a register of its own, of a
    /// part of long ones (784 x 128 on a Cortex-M4F: 634,759 instructions for a step in place of 693,426; for short rows
    /// 15,389 in place of 15,082).
    #[inline(always)]
    fn in_blocks<S: Isa>(mut self, isa: S, mut column: usize) {
        if const { has_part::<S>(&[], 4, O) } {
            column = self.columns::<S, 4>(isa, column);
        }
        if const { has_part::<S>(&[4], 2, O) } {
            column = self.columns::<S, 2>(isa, column);
        }
        column = self.columns::<S, 1>(isa, column);
        if const { has_end::<S>(O) } {
            self.in_blocks(isa.narrow(), column);
        }
    }

    /// As many blocks of `C` vectors as fit from `column` on, in all rows; gives the first column that is left.
    #[inline(always)]
    fn columns<S: Isa, const C: usize>(&mut self, isa: S, mut column: usize) -> usize {
        while fits::<S>(C, column, O) {
            let d = load::<S, C>(isa, self.d, column);
            for (row, x) in self.weights.iter_mut().zip(self.x) {
                if SKIPS && *x == 0.0 {
                    continue;
                }
                let factor = isa.splat(self.scale * x);
                each!(C, index => {
                    if let Some(d) = d.get(index) {
                        let column = column + index * S::LANES;
                        let [w] = load(isa, row, column);
                        store::<S, 1>([isa.mul_add(factor, *d, w)], row, column);
                    }
                });
            }
            column += C * S::LANES;
        }
        column
    }
}

/// `row += factor d` from `column` on, by vectors as long as will do.
#[inline(always)]
fn add<S: Isa, const O: usize>(
    isa: S,
    factor: f32,
    d: &[f32; O],
    mut column: usize,
    row: &mut [f32; O],
) {
    while fits::<S>(1, column, O) {
        let [w] = load(isa, row, column);
        let [d] = load(isa, d, column);
        store::<S, 1>([isa.mul_add(isa.splat(factor), d, w)], row, column);
        column += S::LANES;
    }
    if const { has_end::<S>(O) } {
        add(isa.narrow(), factor, d, column, row);
    }
}
