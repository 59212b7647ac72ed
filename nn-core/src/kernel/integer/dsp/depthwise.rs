//! Depthwise convolutions: four channels at a time.

use core::slice::from_ref;

use super::super::outputs::Outputs;
use super::super::rounding::Rounding;
use super::super::windows::windows;
use crate::geometry::Geometry;

/// `output = requantized(bias + sum weight * (input - zero))` for each window and channel. The weights are those of each place in turn.
/// `C` is a multiple of 4.
#[inline(never)]
pub(in crate::kernel::integer) fn convolve_channels<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &[[i8; C]],
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    let zero = outputs.input_zero as i8;
    let least = outputs.least_shift::<R>(G::PLACES);
    let mut sums = [0; C];
    windows::<G, C, C>(input, output, |window, output| {
        let mut bias = Some(outputs.bias);
        let mut add = |place: usize, pixels: &[[i8; C]]| {
            let weights = weights.get(place..).unwrap_or_default();
            nn_dsp::channels(pixels, weights, zero, bias.take(), &mut sums);
        };
        if const { G::COLUMNS.dilation == 1 } {
            window.rows(add);
        } else {
            window.pixels(|place, pixel| add(place, from_ref(pixel)));
        }
        // no place is inside of the input
        if let Some(bias) = bias {
            sums = *bias;
        }
        outputs.finish_window::<R>((0, least), &sums, output);
    });
}
