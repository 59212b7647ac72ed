//! The forward pass of one sample, at the speed at which the weights are read.
//!
//! ```text
//! for i in 0..I { for o in 0..O { y[o] += x[i] * w[i][o]; } }
//!
//!                 C vectors from `column` on
//!                +------+------+------+------+
//!  for each i:   | w[i] | w[i] | w[i] | w[i] |
//!                +------+------+------+------+
//!  x[i] ->       | sums | sums | sums | sums |    in registers
//!                +------+------+------+------+
//! ```
//!
//! Where the order of terms is free, a narrow tile has several independent sums per output, which are added at the end, so that
//! additions do not wait for each other. Rows with more outputs than fit into registers are [streamed](super::stream).

use super::stream::stream;
use super::zeros::SKIPS_ZEROS;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::{RowTiles, Table, add_row, cover, load, store};
use crate::kernel::unroll::unroll;

/// `y[o] = bias[o] + sum x[i] w[i][o]`, for one sample.
///
/// Inputs that are 0 are skipped, so their weights have no effect even if they are infinite. With the feature `fixed-time` no input is
/// skipped.
#[inline]
pub fn affine<const I: usize, const O: usize>(
    x: &[f32; I],
    weights: &[[f32; O]; I],
    bias: &[f32; O],
    y: &mut [f32; O],
) {
    dispatch(Affine {
        x,
        weights,
        bias,
        y,
    });
}

/// [`affine`] as a kernel.
pub(crate) struct Affine<'a, const I: usize, const O: usize> {
    /// The inputs.
    pub(crate) x: &'a [f32; I],
    /// One row for each input.
    pub(crate) weights: &'a [[f32; O]; I],
    /// The initial values of the sums.
    pub(crate) bias: &'a [f32; O],
    /// The outputs.
    pub(crate) y: &'a mut [f32; O],
}

impl<const I: usize, const O: usize> Kernel for Affine<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        if const { S::LANES > O } {
            return isa.call_narrow(self);
        }
        product(isa, self.x, self.weights, Some(self.bias), self.y);
    }
}

/// `y[o] += sum x[i] w[i][o]`, for one sample, as a kernel.
pub(crate) struct AddProduct<'a, const I: usize, const O: usize> {
    /// The inputs.
    pub(crate) x: &'a [f32; I],
    /// One row for each input.
    pub(crate) weights: &'a [[f32; O]; I],
    /// The sums.
    pub(crate) y: &'a mut [f32; O],
}

impl<const I: usize, const O: usize> Kernel for AddProduct<'_, I, O> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        product(isa, self.x, self.weights, None, self.y);
    }
}

/// `y[o] = bias[o] + sum x[i] w[i][o]`. Without biases, the sums continue from `y`.
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
        return stream(isa, x, weights, y);
    }
    cover(
        isa,
        &mut Outputs {
            x,
            weights,
            bias,
            y,
        },
    );
}

/// Sets each sum to its bias. Adding 0 turns -0 into +0. So no sum is ever -0, and skipping an input of 0 does not change the result.
#[inline(always)]
fn begin<const O: usize>(y: &mut [f32; O], bias: &[f32; O]) {
    for (y, bias) in y.iter_mut().zip(bias) {
        *y = bias + 0.0;
    }
}

/// The sums from `column` on before a product: the biases, or the values of `y`.
#[inline(always)]
pub(super) fn initial_sums<S: Isa, const C: usize, const O: usize>(
    isa: S,
    bias: Option<&[f32; O]>,
    y: &[f32; O],
    column: usize,
) -> [S::Vector; C] {
    match bias {
        Some(bias) => {
            let mut sums = load::<S, C>(isa, bias, column);
            unroll!(C, index => {
                if let Some(sum) = sums.get_mut(index) {
                    *sum = isa.add(*sum, isa.splat(0.0));
                }
            });
            sums
        }
        None => load(isa, y, column),
    }
}

/// The outputs of one sample.
struct Outputs<'a, const O: usize> {
    x: &'a [f32],
    weights: &'a [[f32; O]],
    bias: Option<&'a [f32; O]>,
    y: &'a mut [f32; O],
}

impl<const O: usize> RowTiles<O> for Outputs<'_, O> {
    const WIDTHS: Table = &[
        // accumulators, vectors in a row of outputs, vectors
        (8, 0, &[8, 4, 2, 1]),
        (0, 0, &[4, 2, 1]),
    ];

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let (x, weights) = (self.x, self.weights);
        let sums = initial_sums(isa, self.bias, self.y, column);
        // as many chains as eight vectors allow
        let sums = if const { !S::FUSED || C == 8 } {
            in_order::<S, C, O>(isa, x, weights, column, sums)
        } else if const { C == 4 } {
            in_chains::<S, C, 2, O>(isa, x, weights, column, sums)
        } else if const { C == 2 } {
            in_chains::<S, C, 4, O>(isa, x, weights, column, sums)
        } else {
            in_chains::<S, C, 8, O>(isa, x, weights, column, sums)
        };
        store::<S, _>(sums, self.y, column);
    }
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
        if !SKIPS_ZEROS || *x != 0.0 {
            add_row(isa, *x, row, column, &mut sums);
        }
    }
    sums
}

/// `sums += sum x w`, in several interleaved chains of sums.
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
            add_row(isa, *x, row, column, sums);
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
