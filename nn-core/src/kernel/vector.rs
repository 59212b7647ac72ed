//! Sums, norms, scaled sums and sums of rows.

use super::dispatch::dispatch;
use super::isa::{Isa, Kernel};
use crate::sum::{BLOCK, Carried};

/// The lanes of a sum.
const LANES: usize = 16;

/// The number of values in a block. A block is added in lanes without compensation, and the sums of blocks with compensation, so the
/// error of a sum does not depend on its length. Blocks of 512 keep the relative error of equal values below 1e-6. Compensation in
/// every lane would need no blocks, but takes nine operations per value.
const LANE_BLOCK: usize = LANES * BLOCK;

/// The squared Euclidean norm. A block of 512 values is added in sixteen interleaved lanes. At the end the upper half of the lanes is
/// added to the lower half until one remains. The sums of the blocks are added with compensation.
pub fn norm_squared(values: &[f32]) -> f32 {
    sum_of(values, |value| value * value)
}

/// The squared norm of the gradient with respect to the parameters of a dense layer, for one sample: the norm of an outer product is
/// the product of the norms. A bias is the weight of an additional input that is always 1.
pub fn outer_norm_squared<const I: usize, const O: usize>(
    x: &[f32; I],
    d: &[f32; O],
    has_bias: bool,
) -> f32 {
    let bias = if has_bias { 1.0 } else { 0.0 };
    if const { I > LANE_BLOCK || O > LANE_BLOCK } {
        (norm_squared(x) + bias) * norm_squared(d)
    } else {
        dispatch(OuterNorm { x, d, bias })
    }
}

struct OuterNorm<'a, const I: usize, const O: usize> {
    x: &'a [f32; I],
    d: &'a [f32; O],
    /// The square of the input of the bias.
    bias: f32,
}

impl<const I: usize, const O: usize> Kernel for OuterNorm<'_, I, O> {
    type Output = f32;

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) -> f32 {
        let norm_squared = |values| {
            let term = |value, _| value * value;
            let squares = SumOfPairs {
                x: values,
                y: values,
                term,
            };
            squares.run(isa)
        };
        (norm_squared(&self.x[..]) + self.bias) * norm_squared(&self.d[..])
    }
}

/// The sum, in the same order as [`norm_squared`].
pub fn sum(values: &[f32]) -> f32 {
    sum_of(values, |value| value)
}

/// The sum of a term of each value, in the same order.
#[inline]
pub fn sum_of(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    sum_of_pairs(values, values, |value, _| term(value))
}

/// The sum of a term of each pair of values, in the same order.
#[inline]
pub fn sum_of_pairs(x: &[f32], y: &[f32], term: impl Fn(f32, f32) -> f32) -> f32 {
    if x.len() <= LANE_BLOCK {
        dispatch(SumOfPairs { x, y, term })
    } else {
        long_sum(x, y, &term)
    }
}

/// The sum over several blocks.
fn long_sum<F: Fn(f32, f32) -> f32>(mut x: &[f32], mut y: &[f32], term: &F) -> f32 {
    let mut sum = Carried::ZERO;
    while let (Some((x_block, x_rest)), Some((y_block, y_rest))) = (
        x.split_first_chunk::<LANE_BLOCK>(),
        y.split_first_chunk::<LANE_BLOCK>(),
    ) {
        sum.add(block_sum(x_block, y_block, term));
        (x, y) = (x_rest, y_rest);
    }
    sum.add(block_sum(x, y, term));
    sum.high
}

/// The sum of one block. It is not inlined, because inside a loop the compiler would use vectors of two numbers for the lanes.
#[inline(never)]
fn block_sum<F: Fn(f32, f32) -> f32>(x: &[f32], y: &[f32], term: &F) -> f32 {
    dispatch(SumOfPairs { x, y, term })
}

struct SumOfPairs<'a, F> {
    x: &'a [f32],
    y: &'a [f32],
    term: F,
}

impl<F: Fn(f32, f32) -> f32> Kernel for SumOfPairs<'_, F> {
    type Output = f32;

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) -> f32 {
        let (x_chunks, x_rest) = self.x.as_chunks::<LANES>();
        let (y_chunks, y_rest) = self.y.as_chunks::<LANES>();
        let mut lanes = [0.0; LANES];
        for (x, y) in x_chunks.iter().zip(y_chunks) {
            for (lane, (x, y)) in lanes.iter_mut().zip(x.iter().zip(y)) {
                *lane += (self.term)(*x, *y);
            }
        }
        for (lane, (x, y)) in lanes.iter_mut().zip(x_rest.iter().zip(y_rest)) {
            *lane += (self.term)(*x, *y);
        }
        let mut width = LANES;
        while width > 1 {
            width /= 2;
            let (low, high) = lanes.split_at_mut(width);
            for (low, high) in low.iter_mut().zip(high) {
                *low += *high;
            }
        }
        lanes[0]
    }
}

/// `y[k] = x[k]`. In a debug build, the assignment of an array would copy it to the stack.
#[inline]
pub fn copy<E: Copy>(x: &[E], y: &mut [E]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y = *x;
    }
}

/// `y[k] += x[k]`
#[inline]
pub fn add(y: &mut [f32], x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += x;
    }
}

/// `y[k] += scale x[k]`
#[inline]
pub fn add_scaled(scale: f32, x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += scale * x;
    }
}

/// `sum[o] += d[b][o]`: the gradient of a bias.
#[inline]
pub fn add_rows<const O: usize>(rows: &[[f32; O]], sum: &mut [f32; O]) {
    for row in rows {
        for (sum, d) in sum.iter_mut().zip(row) {
            *sum += d;
        }
    }
}
