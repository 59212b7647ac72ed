//! The gradient by the weights of a dense layer: sums of outer products of inputs and output gradients.
//!
//! A tile of [`INPUTS`] rows by [`TILE`] columns of the gradient is held in registers while the samples run by.

use crate::batch::Batch;

/// Rows of the gradient in a tile.
const INPUTS: usize = 4;
/// Columns of the gradient in a tile.
const TILE: usize = 8;
/// Samples whose inputs are gathered before they are used: their rows are found once.
const SAMPLES: usize = 8;

/// `d_w[i][o] += sum x[b][i] d[b][o]` over the samples of a batch.
pub fn weight_gradient<const I: usize, const O: usize>(
    x: Batch<'_, [f32; I]>,
    d: &[[f32; O]],
    d_weights: &mut [[f32; O]; I],
) {
    let (blocks, rest) = d.as_chunks::<SAMPLES>();
    let mut samples = x.iter();
    'blocks: for block in blocks {
        let mut rows = [&[0.0; I]; SAMPLES];
        for row in &mut rows {
            let Some(sample) = samples.next() else {
                break 'blocks;
            };
            *row = sample;
        }
        accumulate(&rows, block, d_weights);
    }
    for (x, d) in samples.zip(rest) {
        accumulate(&[x], &[*d], d_weights);
    }
}

/// `w[i][o] += scale x[i] d[o]`: the online update of one sample.
#[inline]
pub fn rank_one<const I: usize, const O: usize>(
    scale: f32,
    x: &[f32; I],
    d: &[f32; O],
    weights: &mut [[f32; O]; I],
) {
    for (row, x) in weights.iter_mut().zip(x) {
        let factor = scale * x;
        for (w, d) in row.iter_mut().zip(d) {
            *w += factor * d;
        }
    }
}

/// The gradient of `S` samples, tile by tile.
#[inline]
fn accumulate<const S: usize, const I: usize, const O: usize>(
    x: &[&[f32; I]; S],
    d: &[[f32; O]; S],
    d_weights: &mut [[f32; O]; I],
) {
    let (blocks, rest) = d_weights.as_chunks_mut::<INPUTS>();
    let mut first = 0;
    for block in blocks {
        rows::<S, INPUTS, I, O>(x, d, first, block);
        first += INPUTS;
    }
    for row in rest {
        rows::<S, 1, I, O>(x, d, first, core::array::from_mut(row));
        first += 1;
    }
}

/// `R` rows of the gradient, from input `first` on.
#[inline]
fn rows<const S: usize, const R: usize, const I: usize, const O: usize>(
    x: &[&[f32; I]; S],
    d: &[[f32; O]; S],
    first: usize,
    d_weights: &mut [[f32; O]; R],
) {
    let mut inputs = [[0.0; R]; S];
    for (inputs, x) in inputs.iter_mut().zip(x) {
        if let Some(x) = x.get(first..).and_then(<[f32]>::first_chunk) {
            *inputs = *x;
        }
    }
    let column = tiles::<TILE, S, R, O>(&inputs, d, 0, d_weights);
    let column = tiles::<4, S, R, O>(&inputs, d, column, d_weights);
    tiles::<1, S, R, O>(&inputs, d, column, d_weights);
}

/// As many whole tiles of `C` columns as fit from `column` on; gives the first column that is left.
#[inline]
fn tiles<const C: usize, const S: usize, const R: usize, const O: usize>(
    inputs: &[[f32; R]; S],
    d: &[[f32; O]; S],
    mut column: usize,
    d_weights: &mut [[f32; O]; R],
) -> usize {
    while column + C <= O {
        let mut tile = [[0.0; C]; R];
        for (tile, row) in tile.iter_mut().zip(&*d_weights) {
            if let Some(row) = row.get(column..).and_then(<[f32]>::first_chunk) {
                *tile = *row;
            }
        }
        for (inputs, d) in inputs.iter().zip(d) {
            let Some(d) = d.get(column..).and_then(<[f32]>::first_chunk::<C>) else {
                break;
            };
            for (tile, x) in tile.iter_mut().zip(inputs) {
                for (sum, d) in tile.iter_mut().zip(d) {
                    *sum += x * d;
                }
            }
        }
        for (tile, row) in tile.iter().zip(d_weights.iter_mut()) {
            if let Some(row) = row.get_mut(column..).and_then(<[f32]>::first_chunk_mut) {
                *row = *tile;
            }
        }
        column += C;
    }
    column
}
