//! Windows that begin inside of their input.

use super::Slide;

/// A geometry without padding before the input. [`Standardize`](crate::layer::Standardize) is only folded into such a convolution.
pub trait Unpadded {}

impl<const L: usize, const K: usize, const O: usize, const S: usize, const D: usize> Unpadded
    for Slide<L, K, O, S, 0, D>
{
}

impl<Rows: Unpadded, Columns: Unpadded> Unpadded for (Rows, Columns) {}
