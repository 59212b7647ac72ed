//! Windows that begin inside of their input.

use super::Slide;

/// A geometry without padding before the input. [`Standardize`](crate::layer::Standardize) is only folded into such a convolution.
#[diagnostic::on_unimplemented(
    message = "a `Standardize` before a convolution with padding cannot be folded",
    label = "the convolution after `Standardize` has padding",
    note = "the padding is 0 after `Standardize`, which is the mean of the data: write `padding = 0`, or standardize the data instead: `Standardize::fit`, `transform`"
)]
pub trait Unpadded {}

#[diagnostic::do_not_recommend]
impl<const L: usize, const K: usize, const O: usize, const S: usize, const D: usize> Unpadded
    for Slide<L, K, O, S, 0, D>
{
}

#[diagnostic::do_not_recommend]
impl<Rows: Unpadded, Columns: Unpadded> Unpadded for (Rows, Columns) {}
