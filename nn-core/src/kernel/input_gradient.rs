//! The gradient by the inputs of a dense layer: what is carried to the layer before.
//!
//! Each number is an inner product of a row of weights and a sample's output gradients. It is added up in [`LANES`]
//! interleaved lanes; a tile of [`SAMPLES`] by [`INPUTS`] products is held in registers while the outputs run by.

/// The lanes of one inner product.
const LANES: usize = 4;
/// Samples in a tile.
const SAMPLES: usize = 2;
/// Inputs in a tile.
const INPUTS: usize = 4;

/// `d_x[b][i] = sum d[b][o] w[i][o]` for every sample of a batch.
pub fn input_gradient<const I: usize, const O: usize>(
    d: &[[f32; O]],
    weights: &[[f32; O]; I],
    d_x: &mut [[f32; I]],
) {
    let count = d.len().min(d_x.len());
    let (d, _) = d.split_at_checked(count).unwrap_or_default();
    let (d_x, _) = d_x.split_at_mut_checked(count).unwrap_or_default();
    let (d_blocks, d_rest) = d.as_chunks::<SAMPLES>();
    let (blocks, rest) = d_x.as_chunks_mut::<SAMPLES>();
    for (d, block) in d_blocks.iter().zip(blocks) {
        rows(d, weights, block);
    }
    for (d, row) in d_rest.iter().zip(rest) {
        rows(
            core::array::from_ref(d),
            weights,
            core::array::from_mut(row),
        );
    }
}

/// The gradients of `S` samples, tile by tile.
#[inline]
fn rows<const S: usize, const I: usize, const O: usize>(
    d: &[[f32; O]; S],
    weights: &[[f32; O]; I],
    d_x: &mut [[f32; I]; S],
) {
    let (blocks, rest) = weights.as_chunks::<INPUTS>();
    let mut first = 0;
    for block in blocks {
        tile(d, block, first, d_x);
        first += INPUTS;
    }
    for row in rest {
        tile(d, core::array::from_ref(row), first, d_x);
        first += 1;
    }
}

/// `R` gradients of `S` samples, from input `first` on.
#[inline]
fn tile<const S: usize, const R: usize, const I: usize, const O: usize>(
    d: &[[f32; O]; S],
    weights: &[[f32; O]; R],
    first: usize,
    d_x: &mut [[f32; I]; S],
) {
    let mut lanes = [[[0.0; LANES]; R]; S];
    let mut output = 0;
    while output + LANES <= O {
        for (lanes, d) in lanes.iter_mut().zip(d) {
            let d = d.get(output..).and_then(<[f32]>::first_chunk::<LANES>);
            for (lanes, w) in lanes.iter_mut().zip(weights) {
                let w = w.get(output..).and_then(<[f32]>::first_chunk::<LANES>);
                let (Some(w), Some(d)) = (w, d) else { return };
                for (lane, (w, d)) in lanes.iter_mut().zip(w.iter().zip(d)) {
                    *lane += w * d;
                }
            }
        }
        output += LANES;
    }
    for (lanes, d) in lanes.iter_mut().zip(d) {
        for (lanes, w) in lanes.iter_mut().zip(weights) {
            let rest = w.iter().zip(d).skip(output);
            for (lane, (w, d)) in lanes.iter_mut().zip(rest) {
                *lane += w * d;
            }
        }
    }
    for (d_x, lanes) in d_x.iter_mut().zip(&lanes) {
        if let Some(d_x) = d_x.get_mut(first..).and_then(<[f32]>::first_chunk_mut) {
            add_lanes(lanes, d_x);
        }
    }
}

/// Adds the lanes of `R` products.
///
/// It is not inlined: seen together with the loop, the last additions make the compiler split the lanes into halves
/// (measured: 2.3 times slower).
#[inline(never)]
fn add_lanes<const R: usize>(lanes: &[[f32; LANES]; R], sums: &mut [f32; R]) {
    for (sum, [a, b, c, d]) in sums.iter_mut().zip(lanes) {
        *sum = (a + c) + (b + d);
    }
}
