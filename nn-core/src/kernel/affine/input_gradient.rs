//! The gradient with respect to the inputs of a dense layer.
//!
//! ```text
//! for b in 0..B { for i in 0..I { for o in 0..O {
//!     d_x[b][i] += d[b][o] * w[i][o];
//! }}}
//!
//!  for each vector of outputs `o`:
//!
//!                  R inputs
//!               w[i][o]  w[i+1][o]  w[i+2][o]
//!              +--------+----------+----------+
//!  d[0][o] ->  | sums   | sums     | sums     |
//!  d[1][o] ->  | sums   | sums     | sums     |    B samples; each sum is a vector, whose lanes are added at the end
//!              +--------+----------+----------+
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::parallel::{join, split_point};
use crate::kernel::tile::{Table, add_product, for_sizes, load, load_end};
use crate::kernel::unroll::unroll;
use crate::slices;

/// The samples of a register tile.
const SAMPLES: Table = &[
    // accumulators, vectors in a row of outputs, samples
    (12, 0, &[4, 2, 1]),
    (8, 0, &[2, 1]),
    (0, 0, &[1]),
];

/// The inputs of a register tile with this number of samples.
const fn inputs(samples: usize) -> usize {
    if samples == 4 { 3 } else { 4 }
}

/// `d_x[b][i] = sum d[b][o] w[i][o]` for every sample of a batch.
#[inline]
pub fn input_gradient<const I: usize, const O: usize>(
    d: &[[f32; O]],
    weights: &[[f32; O]; I],
    d_x: &mut [[f32; I]],
) {
    if let Some(middle) = split_point(d.len().min(d_x.len()), I * O, 4) {
        let (d, d_rest) = slices::split(d, middle);
        let (d_x, d_x_rest) = slices::split_mut(d_x, middle);
        return join(
            || input_gradient(d, weights, d_x),
            || input_gradient(d_rest, weights, d_x_rest),
        );
    }
    dispatch(InputGradient { d, weights, d_x });
}

struct InputGradient<'a, const I: usize, const O: usize> {
    d: &'a [[f32; O]],
    weights: &'a [[f32; O]; I],
    d_x: &'a mut [[f32; I]],
}

impl<const I: usize, const O: usize> Kernel for InputGradient<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::FUSED && S::LANES > O } {
            return isa.call_narrow(self);
        }
        for_sizes!(S, SAMPLES, O, B => self.blocks::<S, B, { inputs(B) }>(isa));
    }
}

impl<const I: usize, const O: usize> InputGradient<'_, I, O> {
    /// Computes blocks of `B` samples while enough samples remain, in tiles of `R` inputs.
    #[inline(always)]
    fn blocks<S: Isa, const B: usize, const R: usize>(&mut self, isa: S) {
        while let Some((d, d_rest)) = self.d.split_first_chunk::<B>() {
            if self.d_x.len() < B {
                return;
            }
            let taken = core::mem::take(&mut self.d_x).split_first_chunk_mut::<B>();
            let Some((d_x, rest)) = taken else { return };
            (self.d, self.d_x) = (d_rest, rest);
            let mut last = [isa.splat(0.0); B];
            for (last, d) in last.iter_mut().zip(d) {
                *last = end(isa, d);
            }
            let first = tiles::<S, B, R, I, O>(isa, (d, &last), self.weights, 0, d_x);
            tiles::<S, B, 1, I, O>(isa, (d, &last), self.weights, first, d_x);
        }
    }
}

/// The last numbers of a row, which do not fill a vector. They are in the last lanes if the vector can begin earlier in the row,
/// otherwise in the first lanes.
#[inline(always)]
fn end<S: Isa, const O: usize>(isa: S, row: &[f32; O]) -> S::Vector {
    if const { S::FUSED } {
        return load_end(isa, row);
    }
    let rest = slices::range(row, O / S::LANES * S::LANES..);
    let mut lanes = [0.0; 4];
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane = *value;
    }
    S::vectors(&lanes)
        .first()
        .copied()
        .unwrap_or(isa.splat(0.0))
}

/// Computes tiles of `R` inputs from `first` on while they fit. Returns the first remaining input.
#[inline(always)]
fn tiles<S: Isa, const B: usize, const R: usize, const I: usize, const O: usize>(
    isa: S,
    d: (&[[f32; O]; B], &[S::Vector; B]),
    weights: &[[f32; O]; I],
    mut first: usize,
    d_x: &mut [[f32; I]; B],
) -> usize {
    let (blocks, _) = slices::range(weights, first..).as_chunks::<R>();
    for weights in blocks {
        let sums = tile(isa, d, weights);
        for (d_x, sums) in d_x.iter_mut().zip(&sums) {
            if let Some(d_x) = slices::chunk_mut(d_x, first) {
                isa.lane_sums(sums, d_x);
            }
        }
        first += R;
    }
    first
}

/// The products of `B` samples with `R` rows of weights, lane by lane. `last` contains the last numbers of the samples.
#[inline(always)]
fn tile<S: Isa, const B: usize, const R: usize, const O: usize>(
    isa: S,
    (d, last): (&[[f32; O]; B], &[S::Vector; B]),
    weights: &[[f32; O]; R],
) -> [[S::Vector; R]; B] {
    let mut sums = [[isa.splat(0.0); R]; B];
    for column in (0..O / S::LANES).map(|index| index * S::LANES) {
        let mut w = [isa.splat(0.0); R];
        unroll!(R, index => {
            if let (Some(w), Some(row)) = (w.get_mut(index), weights.get(index)) {
                [*w] = load(isa, row, column);
            }
        });
        unroll!(B, sample => {
            if let (Some(sums), Some(d)) = (sums.get_mut(sample), d.get(sample)) {
                let [d] = load(isa, d, column);
                add_product(isa, d, &w, sums);
            }
        });
    }
    if const { !O.is_multiple_of(S::LANES) } {
        let mut w = [isa.splat(0.0); R];
        for (w, row) in w.iter_mut().zip(weights) {
            *w = end(isa, row);
        }
        for (sums, d) in sums.iter_mut().zip(last) {
            add_product(isa, *d, &w, sums);
        }
    }
    sums
}
