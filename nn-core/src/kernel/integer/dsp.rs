//! Products of the inputs and the weights of eight, four, two outputs or one, with DSP instructions.

pub(super) use nn_dsp::pairs as two;
use nn_dsp::products;

use super::panel::Quad;
use super::portable;

pub(super) use portable::one;

/// Adds the products of `x - zero` to the sums of eight outputs.
pub(super) fn eight(x: &[[i8; 4]], zero: i8, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        products(x, zero, weights, quad, sums);
    }
}

/// Adds the products of `x - zero` to the sums of four outputs.
pub(super) fn four(x: &[[i8; 4]], zero: i8, weights: &[Quad], sums: &mut [i32; 4]) {
    products(x, zero, weights.as_chunks::<1>().0, 0, sums);
}
