//! The sums of a gate with 16 bits, as TensorFlow Lite Micro computes them for an LSTM.

use core::ops::Range;

use super::limit::saturated;
use super::packed::Packed;
use super::rescale::Rescale;
use super::rounding::{Double, requantize};
use crate::slices;

/// Adds `bias + sum weight * (input - zero)`, requantized, to the sums of a gate. Each term and each sum saturates at 16 bits.
#[inline]
pub fn add_to_gate<const I: usize, const O: usize>(
    (input, zero): (&[i8; I], i8),
    weights: &Packed<[[i8; I]; O]>,
    bias: Option<&[i32; O]>,
    factor: Rescale,
    sums: &mut [i16; O],
) {
    let part = |outputs: Range<usize>| -> &[i32] {
        bias.and_then(|bias| bias.get(outputs)).unwrap_or_default()
    };
    for (first, panel) in weights.panels().eights() {
        let mut products = [0; 8];
        panel.add(0, input, zero, &mut products);
        let outputs = first..first + 8;
        let sums = slices::range_mut(sums, outputs.clone());
        add(&products, part(outputs), factor, sums);
    }
    for panel in weights.panels().others() {
        let mut products = [0; 4];
        let products = slices::range_mut(&mut products, ..panel.width);
        panel.add(0, input, zero, products);
        let outputs = panel.first..panel.first + panel.width;
        let sums = slices::range_mut(sums, outputs.clone());
        add(products, part(outputs), factor, sums);
    }
}

/// Adds requantized products to sums. One function for all layers.
#[inline(never)]
fn add(products: &[i32], bias: &[i32], factor: Rescale, sums: &mut [i16]) {
    let biases = bias.iter().chain(core::iter::repeat(&0));
    for ((sum, product), bias) in sums.iter_mut().zip(products).zip(biases) {
        let product = product.wrapping_add(*bias);
        let term = requantize::<Double>(product, factor.multiplier, factor.shift);
        *sum = sum.saturating_add(saturated(term));
    }
}
