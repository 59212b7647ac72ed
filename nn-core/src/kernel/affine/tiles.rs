//! Tiles of some samples by some vectors of outputs, held in registers while the inputs run by. What does not fill one is done
//! by smaller ones: fewer samples, then shorter vectors.

use super::batch::Weights;
use crate::kernel::isa::{Isa, add_product, each, fits, has_end, has_part, load, store};
use crate::kernel::single;
use crate::slices;

/// Weights where they lie.
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
            single::product(isa, x, self.0, bias, y);
        } else {
            block(isa, x, self.0, bias, y);
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
    if const { !wider::<S, R>().is_empty() && has_part::<S>(&[], 4, O) } {
        column = columns::<S, 4, R, O>(isa, x, weights, bias, column, y);
    }
    if const { has_part::<S>(wider::<S, R>(), 2, O) } {
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
const fn wider<S: Isa, const R: usize>() -> &'static [usize] {
    if R <= 2 && 4 * R <= S::SUMS {
        &[4]
    } else {
        &[]
    }
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
        let rows = weights.iter().map(|row| load::<S, C>(isa, row, column));
        tile(isa, x, rows, bias, column, y);
        column += C * S::LANES;
    }
    column
}

/// Adds `x W` to the outputs of `R` samples in `C` vectors from `column` on, of which `rows` are the weights.
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
    for (tile, y) in tile.iter_mut().zip(&*y) {
        *tile = single::start(isa, bias, y, column);
    }
    for (i, w) in rows.enumerate() {
        each!(R, sample => {
            if let (Some(tile), Some(x)) = (tile.get_mut(sample), x.get(sample)) {
                // not `x[i]`, whose panic stays in the program where it is optimized for size
                let x = isa.splat(slices::element(x, i));
                add_product(isa, x, &w, tile);
            }
        });
    }
    for (tile, y) in tile.into_iter().zip(&mut *y) {
        store::<S, _>(tile, y, column);
    }
}
