//! Depthwise convolutions of `i8`: each channel of the output is a sum over the places of a window in the same channel of the input.

use core::marker::PhantomData;

use super::outputs::Outputs;
use super::packed::Packed;
use super::rounding::Rounding;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use super::simd;
use super::windows::{Window, windows};
use crate::geometry::Geometry;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use crate::kernel::Integers;
use crate::kernel::{IntegerKernel, dispatch};

/// `output = requantized(bias + sum weight * (input - zero))` for each window and channel.
pub fn convolve_channels<R: Rounding, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; 1]>,
    outputs: &Outputs<'_, C>,
    output: &mut G::Output<[i8; C]>,
) {
    dispatch(ConvolveChannels::<R, G, C> {
        input,
        weights,
        outputs,
        output,
        rounding: PhantomData,
    });
}

/// [`convolve_channels`] as a kernel.
pub(crate) struct ConvolveChannels<'a, R, G: Geometry, const C: usize> {
    /// The input.
    pub(crate) input: &'a G::Input<[i8; C]>,
    /// The weights.
    pub(crate) weights: &'a Packed<[G::Kernel<[i8; C]>; 1]>,
    /// What follows the sums.
    pub(crate) outputs: &'a Outputs<'a, C>,
    /// The output.
    pub(crate) output: &'a mut G::Output<[i8; C]>,
    /// The rounding.
    pub(crate) rounding: PhantomData<R>,
}

impl<R: Rounding, G: Geometry, const C: usize> IntegerKernel for ConvolveChannels<'_, R, G, C> {
    #[inline(always)]
    fn portable(self) {
        portable(self);
    }

    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    #[inline(always)]
    fn vectors<V: Integers>(self, isa: V) {
        simd::convolve_channels(isa, self);
    }
}

/// [`convolve_channels`] with the loops of every target.
fn portable<R: Rounding, G: Geometry, const C: usize>(layer: ConvolveChannels<'_, R, G, C>) {
    let ConvolveChannels {
        input,
        weights,
        outputs,
        output,
        ..
    } = layer;
    let zero = outputs.input_zero as i8;
    // a panel of one output: places, then channels
    let weights = weights.stored().as_chunks::<C>().0;
    #[cfg(feature = "dsp")]
    if const { nn_dsp::IS_COMPLETE && C.is_multiple_of(4) } {
        return super::dsp::convolve_channels::<R, G, C>(input, weights, outputs, output);
    }
    windows::<G, C, C>(input, output, |window, output| {
        let mut sums = [0; C];
        by_places(&window, weights, zero, &mut sums);
        outputs.finish::<R>(0, &sums, output);
    });
}

/// The sums of all channels, place by place.
#[inline(always)]
fn by_places<G: Geometry, const C: usize>(
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
