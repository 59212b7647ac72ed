//! What a layer of `i8` does with its sums: biases, requantization, and the range of the output.

#[cfg(feature = "dsp")]
use core::slice::from_ref;

use super::multiplier_of;
use super::rounding::Rounding;
use crate::slices;
use crate::zero::Zero;

/// The numbers by which a layer of `i8` requantizes its sums, one of each per output channel.
///
/// The multipliers and shifts follow from the scales: [`derive`](Self::derive) computes them.
#[derive(Debug, Clone, PartialEq)]
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Requantize<const O: usize> {
    /// The scales of the weights. A weight `w` represents the real number `weight_scale * w`.
    pub weight_scale: [f32; O],
    /// The multipliers, from `2^30` to `2^31`.
    pub multiplier: [i32; O],
    /// The shifts: the factor is `multiplier / 2^31 * 2^shift`.
    pub shift: [i8; O],
}

impl<const O: usize> Zero for Requantize<O> {
    const ZERO: Self = Requantize {
        weight_scale: [0.0; O],
        multiplier: [0; O],
        shift: [0; O],
    };
}

impl<const O: usize> Requantize<O> {
    /// Computes the multipliers and shifts between an input and an output with these scales.
    pub const fn derive<R: Rounding>(&mut self, input: f32, output: f32) {
        let mut channel = 0;
        while channel < O {
            let sum = input as f64 * self.weight_scale[channel] as f64;
            let (multiplier, shift) = multiplier_of::<R>(sum / output as f64);
            self.multiplier[channel] = multiplier;
            self.shift[channel] = shift;
            channel += 1;
        }
    }
}

/// What follows the sums of products of a layer with `O` output channels.
#[derive(Debug, Clone, Copy)]
pub struct Outputs<'a, const O: usize> {
    /// The biases, which are added to the sums.
    pub bias: &'a [i32; O],
    /// The multipliers and shifts.
    pub requantize: &'a Requantize<O>,
    /// The integer that represents 0 in the input.
    pub input_zero: i32,
    /// The integer that represents 0 in the output.
    pub output_zero: i32,
    /// The smallest and the largest output.
    pub range: [i32; 2],
}

impl<const O: usize> Outputs<'_, O> {
    /// The outputs of consecutive channels of a window, from the sums with biases.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn finish_window<R: Rounding>(
        &self,
        first: usize,
        sums: &[i32],
        outputs: &mut [i8],
    ) {
        let (numbers, zero) = (self.requantized(first, sums.len()), self.output_zero);
        let part = slices::range_mut(outputs, first..first + sums.len());
        let are_usual = match const { R::BITS } {
            31 => numbers.window::<true>(sums, zero, part),
            _ => numbers.window::<false>(sums, zero, part),
        };
        if !are_usual {
            self.finish_unusual::<R>(first, sums.iter().copied(), outputs);
        }
        self.limit(first, sums.len(), outputs);
    }

    /// [`finish_window`](Self::finish_window) for two windows.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn finish_windows<R: Rounding>(
        &self,
        first: usize,
        sums: &[[i32; 2]],
        mut outputs: [&mut [i8]; 2],
    ) {
        let (numbers, zero) = (self.requantized(first, sums.len()), self.output_zero);
        let parts = outputs.each_mut();
        let parts = parts.map(|outputs| slices::range_mut(outputs, first..first + sums.len()));
        let are_usual = match const { R::BITS } {
            31 => numbers.windows::<true>(sums, zero, parts),
            _ => numbers.windows::<false>(sums, zero, parts),
        };
        for (window, outputs) in outputs.into_iter().enumerate() {
            if !are_usual {
                let sums = sums.iter().map(|sums| sums[window & 1]);
                self.finish_unusual::<R>(first, sums, outputs);
            }
            self.limit(first, sums.len(), outputs);
        }
    }

    /// The factors of consecutive channels.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    fn requantized(&self, first: usize, count: usize) -> nn_dsp::Requantized<'_> {
        nn_dsp::Requantized {
            multiplier: slices::range(&self.requantize.multiplier, first..first + count),
            shift: slices::range(&self.requantize.shift, first..first + count),
        }
    }

    /// The outputs from the sums with biases, where a factor is unusual: as on processors without the instructions of nn-dsp.
    #[cfg(feature = "dsp")]
    #[cold]
    #[inline(never)]
    fn finish_unusual<R: Rounding>(
        &self,
        first: usize,
        sums: impl Iterator<Item = i32>,
        outputs: &mut [i8],
    ) {
        for (channel, (sum, bias)) in sums.zip(slices::range(self.bias, first..)).enumerate() {
            let sum = sum.wrapping_sub(*bias);
            self.finish::<R>(first + channel, from_ref(&sum), outputs);
        }
    }

    /// Limits outputs of 8 bits to the range.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    fn limit(&self, first: usize, count: usize, outputs: &mut [i8]) {
        if self.range != [-128, 127] {
            let [least, most] = self.range;
            for output in slices::range_mut(outputs, first..first + count) {
                *output = i32::from(*output).min(most).max(least) as i8;
            }
        }
    }

    /// The outputs of consecutive channels of one position, from the sums without biases.
    #[inline(always)]
    pub(super) fn finish<R: Rounding>(&self, first: usize, sums: &[i32], outputs: &mut [i8]) {
        let last = first + sums.len();
        let Requantize {
            multiplier, shift, ..
        } = self.requantize;
        let channels = Channels {
            bias: slices::range(self.bias, first..last),
            multiplier: slices::range(multiplier, first..last),
            shift: slices::range(shift, first..last),
        };
        let outputs = slices::range_mut(outputs, first..last);
        if self.range == [-128, 127] {
            channels.finish::<R, true>(self.output_zero, self.range, sums, outputs);
        } else {
            channels.finish::<R, false>(self.output_zero, self.range, sums, outputs);
        }
    }
}

/// What follows the sums of several consecutive output channels.
struct Channels<'a> {
    bias: &'a [i32],
    multiplier: &'a [i32],
    shift: &'a [i8],
}

impl Channels<'_> {
    /// The outputs of all channels. `FULL` states that the range is that of `i8`.
    ///
    /// One function for all layers, which is called for up to eight channels.
    #[inline(never)]
    fn finish<R: Rounding, const FULL: bool>(
        self,
        zero: i32,
        [least, most]: [i32; 2],
        sums: &[i32],
        outputs: &mut [i8],
    ) {
        let factors = self.multiplier.iter().zip(self.shift);
        let sums = sums.iter().zip(self.bias);
        for ((output, (sum, bias)), (multiplier, shift)) in
            outputs.iter_mut().zip(sums).zip(factors)
        {
            let number = R::requantize(sum.wrapping_add(*bias), *multiplier, *shift);
            let number = number.saturating_add(zero);
            *output = if FULL {
                number.clamp(-128, 127)
            } else {
                number.min(most).max(least)
            } as i8;
        }
    }
}
