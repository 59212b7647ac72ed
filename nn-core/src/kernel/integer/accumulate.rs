//! Requantized sums of products that are added to others: the products of the steps of a recurrent layer.

use super::outputs::Requantize;
use super::packed::Packed;
#[cfg(feature = "dsp")]
use super::panel::Panels;
use super::rounding::Rounding;
use crate::slices;

/// `sums += requantized(sum weight * (input - zero))`. A sum saturates.
#[inline]
pub fn accumulate<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    zero: i8,
    weights: &Packed<[[i8; I]; O]>,
    requantize: &Requantize<O>,
    sums: &mut [i32; O],
) {
    let panels = weights.panels();
    #[cfg(feature = "dsp")]
    if nn_dsp::IS_COMPLETE && I <= 4 * GROUPS {
        return expanded::<R, O>(input, zero, panels, requantize, sums);
    }
    for (first, panel) in panels.eights() {
        let mut products = [0; 8];
        panel.add(0, input, zero, &mut products);
        add::<R, O>(requantize, first, &products, sums);
    }
    for panel in panels.others() {
        let mut products = [0; 4];
        let products = slices::range_mut(&mut products, ..panel.width);
        panel.add(0, input, zero, products);
        add::<R, O>(requantize, panel.first, products, sums);
    }
}

/// The groups of four inputs that are expanded at once.
#[cfg(feature = "dsp")]
const GROUPS: usize = 16;

/// [`accumulate`] with inputs that are expanded once for all outputs.
#[cfg(feature = "dsp")]
#[inline(never)]
fn expanded<R: Rounding, const O: usize>(
    input: &[i8],
    zero: i8,
    panels: Panels<'_>,
    requantize: &Requantize<O>,
    sums: &mut [i32; O],
) {
    let (groups, last) = input.as_chunks();
    let mut vector = nn_dsp::Vector::<GROUPS>::EMPTY;
    vector.set(groups, zero);
    for (first, panel) in panels.eights() {
        let mut products = [0; 8];
        vector.eight(panel.groups, &mut products);
        if !last.is_empty() {
            nn_dsp::last(last, zero, panel.rest(), &mut products);
        }
        add::<R, O>(requantize, first, &products, sums);
    }
    for panel in panels.others() {
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
    let factors = slices::range(&requantize.multiplier, first..)
        .iter()
        .zip(slices::range(&requantize.shift, first..));
    let sums = slices::range_mut(sums, first..);
    for ((sum, product), (multiplier, shift)) in sums.iter_mut().zip(products).zip(factors) {
        *sum = sum.saturating_add(R::requantize(*product, *multiplier, *shift));
    }
}
