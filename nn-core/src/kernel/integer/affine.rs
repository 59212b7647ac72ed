//! Dense layers of `i8`: each output is a sum over all inputs.

use core::marker::PhantomData;

use super::outputs::Outputs;
use super::packed::Packed;
use super::rounding::Rounding;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use super::simd;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use crate::kernel::Integers;
use crate::kernel::{IntegerKernel, dispatch};
use crate::slices;

/// `output = requantized(bias + sum weight * (input - zero))`.
pub fn dense<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    weights: &Packed<[[i8; I]; O]>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    dispatch(Dense::<R, I, O> {
        input,
        weights,
        outputs,
        output,
        rounding: PhantomData,
    });
}

/// [`dense`] as a kernel.
pub(crate) struct Dense<'a, R, const I: usize, const O: usize> {
    /// The input.
    pub(crate) input: &'a [i8; I],
    /// The weights.
    pub(crate) weights: &'a Packed<[[i8; I]; O]>,
    /// What follows the sums.
    pub(crate) outputs: &'a Outputs<'a, O>,
    /// The output.
    pub(crate) output: &'a mut [i8; O],
    /// The rounding.
    pub(crate) rounding: PhantomData<R>,
}

impl<R: Rounding, const I: usize, const O: usize> IntegerKernel for Dense<'_, R, I, O> {
    #[inline(always)]
    fn portable(self) {
        portable(self);
    }

    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    #[inline(always)]
    fn vectors<V: Integers>(self, isa: V) {
        simd::dense(isa, self);
    }
}

/// [`dense`] with the loops of every target.
fn portable<R: Rounding, const I: usize, const O: usize>(layer: Dense<'_, R, I, O>) {
    let Dense {
        input,
        weights,
        outputs,
        output,
        ..
    } = layer;
    #[cfg(feature = "dsp")]
    if nn_dsp::IS_COMPLETE {
        return super::dsp::dense::<R, I, O>(input, weights, outputs, output);
    }
    let zero = outputs.input_zero as i8;
    let panels = weights.panels();
    let mut sums = [[0; 8]; 4];
    for (first, panel) in panels.eights() {
        let place = first / 8 % 4;
        if let Some(sums) = sums.get_mut(place) {
            *sums = [0; 8];
            panel.add(0, input, zero, sums);
        }
        if place == 3 || first + 8 == O & !7 {
            let sums = slices::range(sums.as_flattened(), ..8 * place + 8);
            outputs.finish::<R>(first - 8 * place, sums, output);
        }
    }
    for panel in panels.others() {
        let mut sums = [0; 4];
        let sums = slices::range_mut(&mut sums, ..panel.width);
        panel.add(0, input, zero, sums);
        outputs.finish::<R>(panel.first, sums, output);
    }
}
