//! Depthwise convolutions of `i8`: each channel of the output is a sum over the places of a window in the same channel of the input.

use super::outputs::Outputs;
use super::packed::Packed;
use super::rounding::Rounding;
use super::windows::windows;
use crate::geometry::Geometry;

/// `output = requantized(bias + sum weight * (input - zero))` for each window and channel.
pub fn convolve_channels<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; 1]>,
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    let zero = outputs.input_zero;
    // the panel of one output: places, then channels
    let weights = weights.stored().as_chunks::<C>().0;
    windows::<G, C, C>(input, output, |window, output| {
        let mut sums = [0; C];
        for (place, pixel) in window.pixels() {
            let weights = weights.get(place).map_or(&[][..], |weights| weights);
            for ((sum, x), weight) in sums.iter_mut().zip(pixel).zip(weights) {
                *sum += (i32::from(*x) - zero) * i32::from(*weight);
            }
        }
        outputs.finish::<R>(0, &sums, output);
    });
}
