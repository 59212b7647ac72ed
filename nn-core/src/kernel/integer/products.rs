//! Sums of products: dense layers and convolutions of `i8`.

use super::outputs::Outputs;
use super::packed::Packed;
use super::rounding::Rounding;
use crate::geometry::{Geometry, InputRow};

/// A dense layer: each output is a sum over all inputs.
pub fn dense<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    weights: &Packed<[[i8; I]; O]>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    let sum = |index: usize| {
        input.iter().enumerate().fold(0, |sum, (at, x)| {
            let x = i32::from(*x).wrapping_sub(outputs.input_zero);
            x.wrapping_mul(i32::from(weights.get(index, 0, at)))
                .wrapping_add(sum)
        })
    };
    outputs.finish::<R>((0..O).map(sum), output);
}

/// A convolution: each output is a sum over the places of a window and the channels of the input.
pub fn convolve<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut G::Output<[i8; F]>,
) {
    each_window::<G, C, F>(input, output, |window, output| {
        let sum = |filter: usize| {
            window.fold(0, |sum, place, pixel| {
                pixel.iter().enumerate().fold(sum, |sum, (channel, x)| {
                    let x = i32::from(*x).wrapping_sub(outputs.input_zero);
                    let weight = i32::from(weights.get(filter, place, channel));
                    x.wrapping_mul(weight).wrapping_add(sum)
                })
            })
        };
        outputs.finish::<R>((0..F).map(sum), output);
    });
}

/// A depthwise convolution: each channel of the output is a sum over the places of a window in the same channel of the input.
pub fn convolve_channels<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; 1]>,
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    each_window::<G, C, C>(input, output, |window, output| {
        let sum = |channel: usize| {
            window.fold(0, |sum, place, pixel| {
                let x = pixel
                    .get(channel)
                    .map_or(0, |x| i32::from(*x).wrapping_sub(outputs.input_zero));
                x.wrapping_mul(i32::from(weights.get(0, place, channel)))
                    .wrapping_add(sum)
            })
        };
        outputs.finish::<R>((0..C).map(sum), output);
    });
}

/// The window of one output.
pub(super) struct Window<'a, G: Geometry, const C: usize> {
    rows: &'a [InputRow<G, [i8; C]>],
    row: usize,
    column: usize,
}

impl<G: Geometry, const C: usize> Window<'_, G, C> {
    /// Passes each place of the window that is inside of the input, and the channels there, to `add`.
    #[inline(always)]
    pub(super) fn fold(&self, start: i32, add: impl Fn(i32, usize, &[i8; C]) -> i32) -> i32 {
        let mut sum = start;
        for u in G::ROWS.covered(self.row) {
            let row = self.rows.get(G::ROWS.position(self.row, u));
            let row = row.map(AsRef::as_ref).unwrap_or_default();
            for v in G::COLUMNS.covered(self.column) {
                if let Some(pixel) = row.get(G::COLUMNS.position(self.column, v)) {
                    sum = add(sum, u * G::COLUMNS.kernel + v, pixel);
                }
            }
        }
        sum
    }
}

/// Calls `compute` with each window and its place in the output.
#[inline(always)]
pub(super) fn each_window<G: Geometry, const C: usize, const F: usize>(
    input: &G::Input<[i8; C]>,
    output: &mut G::Output<[i8; F]>,
    compute: impl Fn(Window<'_, G, C>, &mut [i8; F]),
) {
    let rows = G::input_rows(input);
    for (row, outputs) in G::output_rows_mut(output).iter_mut().enumerate() {
        for (column, output) in outputs.as_mut().iter_mut().enumerate() {
            compute(Window { rows, row, column }, output);
        }
    }
}
