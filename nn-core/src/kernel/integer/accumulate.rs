//! Requantized sums of products that are added to others: the products of the steps of a recurrent layer.

use super::outputs::Requantize;
use super::packed::Packed;
use super::rounding::Rounding;
use crate::slices;

/// `sums += requantized(sum weight * (input - zero))`. The factors are those of
/// [`Requantize::derive_limited`], so that sums below `2^30` do not overflow.
#[inline]
pub fn accumulate<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    zero: i8,
    weights: &Packed<[[i8; I]; O]>,
    requantize: &Requantize<O>,
    sums: &mut [i32; O],
) {
    #[cfg(feature = "dsp")]
    if nn_dsp::IS_COMPLETE {
        return match I {
            ..12 => expanded::<R, I, O, 2>(input, zero, weights, requantize, sums),
            12..20 => expanded::<R, I, O, 4>(input, zero, weights, requantize, sums),
            20..68 => expanded::<R, I, O, 16>(input, zero, weights, requantize, sums),
            68..260 => expanded::<R, I, O, 64>(input, zero, weights, requantize, sums),
            _ => plain::<R, I, O>(input, zero, weights, requantize, sums),
        };
    }
    plain::<R, I, O>(input, zero, weights, requantize, sums);
}

/// [`accumulate`] with the loops of every target.
#[inline(always)]
fn plain<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    zero: i8,
    weights: &Packed<[[i8; I]; O]>,
    requantize: &Requantize<O>,
    sums: &mut [i32; O],
) {
    for (first, panel) in weights.panels().eights() {
        let mut products = [0; 8];
        panel.add(0, input, zero, &mut products);
        add::<R, O>(requantize, first, &products, sums);
    }
    few::<R, I, O>(input, zero, weights, requantize, sums);
}

/// [`accumulate`] with up to `N` groups of four inputs, which are expanded once for all outputs.
#[cfg(feature = "dsp")]
#[inline(never)]
fn expanded<R: Rounding, const I: usize, const O: usize, const N: usize>(
    input: &[i8; I],
    zero: i8,
    weights: &Packed<[[i8; I]; O]>,
    requantize: &Requantize<O>,
    sums: &mut [i32; O],
) {
    let (groups, last) = input.as_chunks();
    let mut vector = nn_dsp::Vector::<N>::of(groups, zero);
    for (first, panel) in weights.panels().eights() {
        let mut products = [0; 8];
        vector.all(panel.groups, (last, zero), panel.rest(), &mut products);
        add::<R, O>(requantize, first, &products, sums);
    }
    few::<R, I, O>(input, zero, weights, requantize, sums);
}

/// The outputs after those in panels of eight.
#[inline(always)]
fn few<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    zero: i8,
    weights: &Packed<[[i8; I]; O]>,
    requantize: &Requantize<O>,
    sums: &mut [i32; O],
) {
    if const { O.is_multiple_of(8) } {
        return;
    }
    for panel in weights.panels().others() {
        let mut products = [0; 4];
        let products = slices::range_mut(&mut products, ..panel.width);
        panel.add(0, input, zero, products);
        add::<R, O>(requantize, panel.first, products, sums);
    }
}

/// Adds the requantized products of consecutive outputs.
#[inline(always)]
fn add<R: Rounding, const O: usize>(
    requantize: &Requantize<O>,
    first: usize,
    products: &[i32],
    sums: &mut [i32; O],
) {
    let outputs = first..first + products.len();
    add_each::<R>(
        products,
        slices::range(&requantize.multiplier, outputs.clone()),
        slices::range(&requantize.shift, outputs.clone()),
        slices::range_mut(sums, outputs),
    );
}

/// One function for all layers and outputs.
#[inline(never)]
fn add_each<R: Rounding>(products: &[i32], multipliers: &[i32], shifts: &[i8], sums: &mut [i32]) {
    let factors = multipliers.iter().zip(shifts);
    for ((sum, product), (multiplier, shift)) in sums.iter_mut().zip(products).zip(factors) {
        *sum = sum.wrapping_add(R::requantize(*product, *multiplier, *shift));
    }
}
