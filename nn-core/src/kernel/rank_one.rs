//! The online update of a dense layer's weights: an outer product is added without being stored.

use super::dispatch::{Kernel, dispatch, portable};
use super::isa::{Isa, fits, load, store};
use super::single::SKIPS;

/// `w[i][o] += scale x[i] d[o]`: the online update of one sample. Inputs that are 0 are skipped, as their weights stay.
#[inline]
pub fn rank_one<const I: usize, const O: usize>(
    scale: f32,
    x: &[f32; I],
    d: &[f32; O],
    weights: &mut [[f32; O]; I],
) {
    let kernel = RankOne {
        scale,
        x,
        d,
        weights,
    };
    if O < 4 {
        portable(kernel);
    } else {
        dispatch(kernel);
    }
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
        if S::LANES > O {
            return self.run(isa.narrow());
        }
        for (row, x) in self.weights.iter_mut().zip(self.x) {
            if !SKIPS || *x != 0.0 {
                add(isa, self.scale * x, self.d, 0, row);
            }
        }
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
    if !S::FUSED && S::LANES > 1 {
        add(isa.narrow(), factor, d, column, row);
    }
}
