//! Depthwise convolutions: four channels at a time.

use core::slice::{from_mut, from_ref};

use super::super::outputs::Outputs;
use super::super::rounding::Rounding;
use super::super::windows::windows;
use super::is_whole;
use crate::geometry::Geometry;
use crate::tensor::Cell;

/// `output = requantized(bias + sum weight * (input - zero))` for each window and channel. The weights are those of each place in turn.
/// `C` is a multiple of 4.
#[inline(never)]
pub(in crate::kernel::integer) fn convolve_channels<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &[[i8; C]],
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    if const { is_whole::<G>() && G::PLACES <= FEW } {
        return whole::<R, G, C>(input, weights, outputs, output);
    }
    if const { nn_dsp::HAS_NINE && C <= MOST && is_nine::<G>() }
        && let Some(weights) = weights.first_chunk()
    {
        return nine::<R, G, C>(input, weights, outputs, output);
    }
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

/// The most places of a window whose products are written out.
const FEW: usize = 16;

/// [`convolve_channels`] for the only window, which has few places.
#[inline(always)]
fn whole<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &[[i8; C]],
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    let least = if const { nn_dsp::HAS_SMALL } {
        outputs.least_shift::<R>(G::PLACES)
    } else {
        -16
    };
    let input = <G::Input<[i8; C]>>::flat(from_ref(input)).as_chunks().0;
    let (input, weights) = (input.get(..G::PLACES), weights.get(..G::PLACES));
    let (input, weights) = (input.unwrap_or_default(), weights.unwrap_or_default());
    let mut sums = [0; C];
    nn_dsp::few_places(
        input,
        weights,
        outputs.input_zero as i8,
        outputs.bias,
        &mut sums,
    );
    let output = <G::Output<[i8; C]>>::flat_mut(from_mut(output));
    outputs.finish_window::<R>((0, least), &sums, output);
}

/// The most channels for which a copy of a window is small enough for the stack.
const MOST: usize = 128;

/// Whether a window has 3 x 3 places next to each other.
const fn is_nine<G: Geometry>() -> bool {
    G::ROWS.kernel == 3
        && G::COLUMNS.kernel == 3
        && G::ROWS.dilation == 1
        && G::COLUMNS.dilation == 1
}

/// [`convolve_channels`] for windows of 3 x 3 places. The zero of the input is part of the bias, and windows that extend beyond the input
/// are copied.
#[inline(always)]
fn nine<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &[[i8; C]; 9],
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    let least = outputs.least_shift::<R>(9);
    let zero = outputs.input_zero as i8;
    let mut bias = *outputs.bias;
    for weights in weights {
        for (bias, weight) in bias.iter_mut().zip(weights) {
            *bias = bias.wrapping_sub(i32::from(zero) * i32::from(*weight));
        }
    }
    let (mut sums, mut patch) = ([0; C], [[zero; C]; 9]);
    windows::<G, C, C>(input, output, |window, output| {
        if window.is_complete() {
            let (x, stride) = window.flat();
            nn_dsp::nine(x, stride, weights, &bias, &mut sums);
        } else {
            window.copy(patch.as_flattened_mut(), zero);
            nn_dsp::nine(patch.as_flattened(), 3 * C, weights, &bias, &mut sums);
        }
        outputs.finish_window::<R>((0, least), &sums, output);
    });
}
