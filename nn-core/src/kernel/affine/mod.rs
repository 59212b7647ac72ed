//! The forward product of a dense layer, `y = x W + b`, for one sample and for a batch.

mod batch;
mod panel;
mod tiles;

use super::dispatch::{Kernel, dispatch};
use super::isa::Isa;
use super::single;

pub use self::batch::affine_batch;

/// `y[o] = bias[o] + sum x[i] w[i][o]`, for one sample.
///
/// Inputs that are 0 are skipped, so their weights are not seen, be they infinite; with the feature `fixed-time` none is.
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
    /// One row for each of them.
    pub(crate) weights: &'a [[f32; O]; I],
    /// What the sums begin with.
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
        single::product(isa, self.x, self.weights, Some(self.bias), self.y);
    }
}
