//! The product of one sample with a matrix, `y = b + x W`: as quick as the weights can be read.
//!
//! Few outputs stay in registers while the inputs run by. Many are added to where they lie, for some inputs at a time, so that
//! the weights are read once and in order.

use super::isa::{Isa, add_product, each, fits, has_end, has_part, load, store};

/// Whether inputs that are 0 are skipped.
pub(super) const SKIPS: bool = !cfg!(feature = "fixed-time");
/// Inputs that are added to many outputs at a time.
const AT_ONCE: usize = 4;

/// Sums start with the biases. Adding 0 makes +0 of -0: so no sum is ever -0, and skipping an input of 0 changes nothing.
#[inline(always)]
fn begin<const O: usize>(y: &mut [f32; O], bias: &[f32; O]) {
    for (y, bias) in y.iter_mut().zip(bias) {
        *y = bias + 0.0;
    }
}

/// `y[o] = bias[o] + sum x[i] w[i][o]`; without biases, what `y` holds is added to.
#[inline(always)]
pub(super) fn product<S: Isa, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    y: &mut [f32; O],
) {
    if const { S::LANES > O } {
        return product(isa.narrow(), x, weights, bias, y);
    }
    if const { S::FUSED && O > 8 * S::LANES } {
        if let Some(bias) = bias {
            begin(y, bias);
        }
        return streamed(isa, x, weights, y);
    }
    tiles(isa, x, weights, bias, y);
}

/// The sums from `column` on before a product: the biases, or what is there.
#[inline(always)]
pub(super) fn start<S: Isa, const C: usize, const O: usize>(
    isa: S,
    bias: Option<&[f32; O]>,
    y: &[f32; O],
    column: usize,
) -> [S::Vector; C] {
    match bias {
        Some(bias) => {
            let mut sums = load::<S, C>(isa, bias, column);
            each!(C, index => {
                if let Some(sum) = sums.get_mut(index) {
                    *sum = isa.add(*sum, isa.splat(0.0));
                }
            });
            sums
        }
        None => load(isa, y, column),
    }
}

/// The tiles that come before those of four vectors.
const fn widest<S: Isa>() -> &'static [usize] {
    if S::SUMS >= 8 { &[8] } else { &[] }
}

/// All columns, by tiles as wide as will do.
#[inline(always)]
fn tiles<S: Isa, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    y: &mut [f32; O],
) {
    let mut column = 0;
    if const { S::SUMS >= 8 && has_part::<S>(&[], 8, O) } {
        column = columns::<S, 8, 1, O>(isa, x, weights, bias, column, y);
    }
    if const { has_part::<S>(widest::<S>(), 4, O) } {
        column = columns::<S, 4, 2, O>(isa, x, weights, bias, column, y);
    }
    if const { has_part::<S>(&[4], 2, O) } {
        column = columns::<S, 2, 4, O>(isa, x, weights, bias, column, y);
    }
    if const { has_part::<S>(&[4, 2], 1, O) } {
        column = columns::<S, 1, 8, O>(isa, x, weights, bias, column, y);
    }
    if const { has_end::<S>(O) } {
        end(isa.narrow(), x, weights, bias, column, y);
    }
}

/// The columns from `column` on, fewer than a longer vector has.
#[inline(always)]
fn end<S: Isa, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    mut column: usize,
    y: &mut [f32; O],
) {
    column = columns::<S, 1, 8, O>(isa, x, weights, bias, column, y);
    if const { has_end::<S>(O) } {
        end(isa.narrow(), x, weights, bias, column, y);
    }
}

/// As many tiles of `C` vectors as fit from `column` on, each added up in `CHAINS` sums by turns where the order is
/// free: so no sum waits for the one before. Gives the first column that is left.
#[inline(always)]
fn columns<S: Isa, const C: usize, const CHAINS: usize, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    bias: Option<&[f32; O]>,
    mut column: usize,
    y: &mut [f32; O],
) -> usize {
    while fits::<S>(C, column, O) {
        let sums = start(isa, bias, y, column);
        let sums = if const { S::FUSED && CHAINS > 1 } {
            in_chains::<S, C, CHAINS, O>(isa, x, weights, column, sums)
        } else {
            in_order(isa, x, weights, column, sums)
        };
        store::<S, _>(sums, y, column);
        column += C * S::LANES;
    }
    column
}

/// `sums += sum x w`, one input after the other.
#[inline(always)]
fn in_order<S: Isa, const C: usize, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    column: usize,
    mut sums: [S::Vector; C],
) -> [S::Vector; C] {
    for (x, row) in x.iter().zip(weights) {
        if !SKIPS || *x != 0.0 {
            add(isa, *x, row, column, &mut sums);
        }
    }
    sums
}

/// The same, added up in several sums by turns.
#[inline(always)]
fn in_chains<S: Isa, const C: usize, const CHAINS: usize, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    column: usize,
    first: [S::Vector; C],
) -> [S::Vector; C] {
    let mut sums = [[isa.splat(0.0); C]; CHAINS];
    sums[0] = first;
    let (x_chunks, x) = x.as_chunks::<CHAINS>();
    let (w_chunks, weights) = weights.as_chunks::<CHAINS>();
    for (x, w) in x_chunks.iter().zip(w_chunks) {
        for (sums, (x, row)) in sums.iter_mut().zip(x.iter().zip(w)) {
            add(isa, *x, row, column, sums);
        }
    }
    let [total, others @ ..] = &mut sums[..] else {
        return first;
    };
    *total = in_order(isa, x, weights, column, *total);
    for sums in others {
        for (total, sum) in total.iter_mut().zip(sums) {
            *total = isa.add(*total, *sum);
        }
    }
    *total
}

/// `sums += x w` for the vectors of a row from `column` on.
#[inline(always)]
fn add<S: Isa, const C: usize, const O: usize>(
    isa: S,
    x: f32,
    row: &[f32; O],
    column: usize,
    sums: &mut [S::Vector; C],
) {
    let w = load::<S, C>(isa, row, column);
    add_product(isa, isa.splat(x), &w, sums);
}

/// Some rows at a time, all their columns.
#[inline(always)]
fn streamed<S: Isa, const O: usize>(isa: S, x: &[f32], weights: &[[f32; O]], y: &mut [f32; O]) {
    let mut pairs = x.iter().zip(weights).filter(|(x, _)| !SKIPS || **x != 0.0);
    loop {
        let mut some = [(0.0, &[0.0; O]); AT_ONCE];
        let mut count = 0;
        for (slot, (x, row)) in some.iter_mut().zip(&mut pairs) {
            *slot = (*x, row);
            count += 1;
        }
        if count < AT_ONCE {
            for (x, row) in some.iter().take(count) {
                stream(isa, &[(*x, *row)], y);
            }
            return;
        }
        stream(isa, &some, y);
    }
}

/// `y += x w` for `N` rows.
#[inline(always)]
fn stream<S: Isa, const N: usize, const O: usize>(
    isa: S,
    pairs: &[(f32, &[f32; O]); N],
    y: &mut [f32; O],
) {
    let mut column = 0;
    while fits::<S>(1, column, O) {
        let [mut sum] = load(isa, y, column);
        for (x, row) in pairs {
            let [w] = load(isa, *row, column);
            sum = isa.mul_add(isa.splat(*x), w, sum);
        }
        store::<S, _>([sum], y, column);
        column += S::LANES;
    }
}
