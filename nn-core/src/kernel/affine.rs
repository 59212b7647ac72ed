//! The forward product of a dense layer, `y = x W + b`, for one sample and for a batch.
//!
//! Tiles of outputs are held in registers while the inputs run by: [`WIDE`] outputs of one sample, or [`ROWS`] samples
//! by [`TILE`] outputs. What does not fill a tile is done by narrower ones.

use crate::batch::Batch;

/// Outputs that one sample holds in registers.
const WIDE: usize = 32;
/// Outputs that a block of samples holds in registers.
const TILE: usize = 8;
/// Samples in a block.
const ROWS: usize = 4;

/// `y[o] = bias[o] + sum x[i] w[i][o]`, for one sample.
#[inline]
pub fn affine<const I: usize, const O: usize>(
    x: &[f32; I],
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [f32; O],
) {
    *y = *bias;
    let mut column = 0;
    column = columns::<WIDE, 1, I, O>([x], weights, column, [y]);
    column = columns::<8, 1, I, O>([x], weights, column, [y]);
    column = columns::<4, 1, I, O>([x], weights, column, [y]);
    columns::<1, 1, I, O>([x], weights, column, [y]);
}

/// `y[b][o] = bias[o] + sum x[b][i] w[i][o]`, for every sample of a batch.
pub fn affine_batch<const I: usize, const O: usize>(
    x: Batch<'_, [f32; I]>,
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [[f32; O]],
) {
    let (blocks, rest) = y.as_chunks_mut::<ROWS>();
    let mut samples = x.iter();
    for block in blocks {
        let (Some(a), Some(b)) = (samples.next(), samples.next()) else {
            return;
        };
        let (Some(c), Some(d)) = (samples.next(), samples.next()) else {
            return;
        };
        *block = [*bias; ROWS];
        let (x, mut column) = ([a, b, c, d], 0);
        column = columns::<TILE, ROWS, I, O>(x, weights, column, block.each_mut());
        column = columns::<4, ROWS, I, O>(x, weights, column, block.each_mut());
        columns::<1, ROWS, I, O>(x, weights, column, block.each_mut());
    }
    for (x, y) in samples.zip(rest) {
        affine(x, weights, bias, y);
    }
}

/// Adds `x W` to as many whole tiles of `C` outputs as fit from `column` on; gives the first column that is left.
#[inline]
fn columns<const C: usize, const R: usize, const I: usize, const O: usize>(
    x: [&[f32; I]; R],
    weights: &[[f32; O]; I],
    mut column: usize,
    mut y: [&mut [f32; O]; R],
) -> usize {
    while column + C <= O {
        let mut tile = [[0.0; C]; R];
        for (tile, y) in tile.iter_mut().zip(&y) {
            if let Some(y) = y.get(column..).and_then(<[f32]>::first_chunk) {
                *tile = *y;
            }
        }
        for (i, row) in weights.iter().enumerate() {
            let Some(w) = row.get(column..).and_then(<[f32]>::first_chunk::<C>) else {
                break;
            };
            for (tile, x) in tile.iter_mut().zip(x) {
                // not `x[i]`, whose panic stays in the program where it is optimised for size
                let x = x.get(i).copied().unwrap_or_default();
                for (sum, w) in tile.iter_mut().zip(w) {
                    *sum += x * w;
                }
            }
        }
        for (tile, y) in tile.iter().zip(&mut y) {
            if let Some(y) = y.get_mut(column..).and_then(<[f32]>::first_chunk_mut) {
                *y = *tile;
            }
        }
        column += C;
    }
    column
}
