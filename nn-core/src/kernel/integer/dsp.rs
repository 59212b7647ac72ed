//! Products of the inputs and the weights of eight, four, two outputs or one, with the instructions of a processor.

use super::order::Quad;
use super::portable;

pub(super) use portable::one;

/// Adds the products of `x - zero` to the sums of eight outputs.
pub(super) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    if nn_dsp::IS_COMPLETE {
        nn_dsp::eight(x, zero, weights, sums);
    } else {
        portable::eight(x, zero, weights, sums);
    }
}

/// Adds the products of `x - zero` to the sums of four outputs.
pub(super) fn four(x: &[[i8; 4]], zero: i8, weights: &[Quad], sums: &mut [i32; 4]) {
    if nn_dsp::IS_COMPLETE {
        nn_dsp::products(x, zero, weights.as_chunks::<1>().0, 0, sums);
    } else {
        portable::four(x, zero, weights, sums);
    }
}

/// Adds the products of `x - zero` to the sums of two outputs.
pub(super) fn two(x: &[[i8; 4]], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    if nn_dsp::IS_COMPLETE {
        nn_dsp::pairs(x, zero, weights, sums);
    } else {
        portable::two(x, zero, weights, sums);
    }
}
