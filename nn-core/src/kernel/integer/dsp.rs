//! Products of the inputs and the weights of eight, four or two outputs, with the instructions of a processor.

use super::order::Quad;

pub(super) use nn_dsp::eight;
pub(super) use nn_dsp::pairs as two;

/// Adds the products of `x - zero` to the sums of four outputs.
pub(super) fn four(x: &[[i8; 4]], zero: i8, weights: &[Quad], sums: &mut [i32; 4]) {
    nn_dsp::products(x, zero, weights.as_chunks::<1>().0, 0, sums);
}
