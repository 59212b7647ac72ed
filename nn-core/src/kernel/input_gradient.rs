//! The gradient by the inputs of a dense layer: what is carried to the layer before.
//!
//! Each number is an inner product of a row of weights and a sample's output gradients. A tile of some samples by some inputs
//! is held in registers, a vector for each product, while the outputs run by; the lanes are added up at the end.

use super::dispatch::{Kernel, dispatch};
use super::isa::{Isa, add_product, each, load, load_end};
use super::parallel::{both, middle};
use crate::slices;

/// `d_x[b][i] = sum d[b][o] w[i][o]` for every sample of a batch.
#[inline]
pub fn input_gradient<const I: usize, const O: usize>(
    d: &[[f32; O]],
    weights: &[[f32; O]; I],
    d_x: &mut [[f32; I]],
) {
    if let Some(middle) = middle(d.len().min(d_x.len()), I * O, 4) {
        let (d, d_rest) = slices::split(d, middle);
        let (d_x, d_x_rest) = slices::split_mut(d_x, middle);
        return both(
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
        if const { S::SUMS >= 12 } {
            self.blocks::<S, 4, 3>(isa);
        }
        if const { S::SUMS >= 8 } {
            self.blocks::<S, 2, 4>(isa);
        }
        self.blocks::<S, 1, 4>(isa);
    }
}

impl<const I: usize, const O: usize> InputGradient<'_, I, O> {
    /// Blocks of `B` samples as long as there are so many, by `R` inputs.
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
            let first = rows::<S, B, R, I, O>(isa, (d, &last), self.weights, 0, d_x);
            rows::<S, B, 1, I, O>(isa, (d, &last), self.weights, first, d_x);
        }
    }
}

/// The last numbers of a row that do not fill a vector: in the first lanes, or where a vector can begin earlier in the last.
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

/// As many whole tiles of `R` inputs as fit from `first` on; gives the first that is left.
#[inline(always)]
fn rows<S: Isa, const B: usize, const R: usize, const I: usize, const O: usize>(
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
                isa.sums(sums, d_x);
            }
        }
        first += R;
    }
    first
}

/// The products of `B` samples, of which the last numbers stand apart, with `R` rows of weights, lane by lane.
#[inline(always)]
fn tile<S: Isa, const B: usize, const R: usize, const O: usize>(
    isa: S,
    (d, last): (&[[f32; O]; B], &[S::Vector; B]),
    weights: &[[f32; O]; R],
) -> [[S::Vector; R]; B] {
    let mut sums = [[isa.splat(0.0); R]; B];
    for column in (0..O / S::LANES).map(|index| index * S::LANES) {
        let mut w = [isa.splat(0.0); R];
        each!(R, index => {
            if let (Some(w), Some(row)) = (w.get_mut(index), weights.get(index)) {
                [*w] = load(isa, row, column);
            }
        });
        each!(B, sample => {
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
