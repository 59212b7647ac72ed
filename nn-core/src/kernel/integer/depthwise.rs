//! Depthwise convolutions of `i8`: each channel of the output is a sum over the places of a window in the same channel of the input.

use super::outputs::Outputs;
use super::packed::Packed;
use super::rounding::Rounding;
use super::windows::{Window, windows};
use crate::geometry::Geometry;

/// `output = requantized(bias + sum weight * (input - zero))` for each window and channel.
pub fn convolve_channels<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; 1]>,
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    let zero = outputs.input_zero as i8;
    // a panel of one output: places, then channels
    let weights = weights.stored().as_chunks::<C>().0;
    #[cfg(feature = "dsp")]
    if const { nn_dsp::IS_COMPLETE && C.is_multiple_of(4) } {
        return super::dsp::convolve_channels::<R, G, C>(input, weights, outputs, output);
    }
    windows::<G, C, C>(input, output, |window, output| {
        let mut sums = [0; C];
        products(&window, weights, zero, &mut sums);
        outputs.finish::<R>(0, &sums, output);
    });
}

/// The sums of all channels, place by place.
#[inline(always)]
fn products<G: Geometry, const C: usize>(
    window: &Window<'_, G, C>,
    weights: &[[i8; C]],
    zero: i8,
    sums: &mut [i32; C],
) {
    window.pixels(|place, pixel| {
        let weights = weights.get(place).map_or(&[][..], |weights| weights);
        for ((sum, x), weight) in sums.iter_mut().zip(pixel).zip(weights) {
            *sum += (i32::from(*x) - i32::from(zero)) * i32::from(*weight);
        }
    });
}
