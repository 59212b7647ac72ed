//! Convolutions of `i8`: each output is a sum over the places of a window and the channels of the input.

use core::marker::PhantomData;
use core::slice::from_mut;

use super::outputs::Outputs;
use super::packed::Packed;
use super::rounding::Rounding;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use super::simd;
use super::windows::{Window, in_rows, windows};
use crate::geometry::Geometry;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use crate::kernel::Integers;
use crate::kernel::{IntegerKernel, dispatch};
use crate::slices;
use crate::tensor::Cell;
use crate::zero::Zero;

/// `output = requantized(bias + sum weight * (input - zero))` for each window.
pub fn convolve<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut G::Output<[i8; F]>,
) {
    dispatch(Convolve::<R, G, C, F> {
        input,
        weights,
        outputs,
        output,
        rounding: PhantomData,
    });
}

/// [`convolve`] as a kernel.
pub(crate) struct Convolve<'a, R, G: Geometry, const C: usize, const F: usize> {
    /// The input.
    pub(crate) input: &'a G::Input<[i8; C]>,
    /// The weights.
    pub(crate) weights: &'a Packed<[G::Kernel<[i8; C]>; F]>,
    /// What follows the sums.
    pub(crate) outputs: &'a Outputs<'a, F>,
    /// The output.
    pub(crate) output: &'a mut G::Output<[i8; F]>,
    /// The rounding.
    pub(crate) rounding: PhantomData<R>,
}

impl<R: Rounding, G: Geometry, const C: usize, const F: usize> IntegerKernel
    for Convolve<'_, R, G, C, F>
{
    #[inline(always)]
    fn portable(self) {
        portable(self);
    }

    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    #[inline(always)]
    fn vectors<V: Integers>(self, isa: V) {
        simd::convolve(isa, self);
    }
}

/// [`convolve`] with the loops of every target.
fn portable<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    layer: Convolve<'_, R, G, C, F>,
) {
    let Convolve {
        input,
        weights,
        outputs,
        output,
        ..
    } = layer;
    #[cfg(feature = "dsp")]
    if nn_dsp::IS_COMPLETE {
        return super::dsp::convolve::<R, G, C, F>(input, weights, outputs, output);
    }
    windows::<G, C, F>(input, output, |window, output| {
        if const { in_rows::<G>(C) } {
            rows::<R, G, C, F>(&window, weights, outputs, output);
        } else {
            let mut patch = <G::Kernel<[i8; C]>>::ZERO;
            let patch = <G::Kernel<[i8; C]>>::flat_mut(from_mut(&mut patch));
            window.copy(patch, outputs.input_zero as i8);
            one::<R, G, C, F>(patch, weights, outputs, output);
        }
    });
}

/// The outputs of one window from its copy.
#[inline(always)]
fn one<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    patch: &[i8],
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut [i8; F],
) {
    let zero = outputs.input_zero as i8;
    let panels = weights.panels();
    for (first, panel) in panels.eights() {
        let mut sums = [0; 8];
        panel.add(0, patch, zero, &mut sums);
        outputs.finish::<R>(first, &sums, output);
    }
    for panel in panels.others() {
        let mut sums = [0; 4];
        let sums = slices::range_mut(&mut sums, ..panel.width);
        panel.add(0, patch, zero, sums);
        outputs.finish::<R>(panel.first, sums, output);
    }
}

/// The outputs of one window from its rows, which are read where they are.
#[inline(always)]
fn rows<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    window: &Window<'_, G, C>,
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut [i8; F],
) {
    let zero = outputs.input_zero as i8;
    let mut sums = [0; F];
    let panels = weights.panels();
    window.rows(|place, row| {
        let (start, row) = (place * C, row.as_flattened());
        let eights = sums.as_chunks_mut::<8>().0.iter_mut();
        for (sums, (_, panel)) in eights.zip(panels.eights()) {
            panel.add(start, row, zero, sums);
        }
        for panel in panels.others() {
            let sums = slices::range_mut(&mut sums, panel.first..panel.first + panel.width);
            panel.add(start, row, zero, sums);
        }
    });
    outputs.finish::<R>(0, &sums, output);
}
