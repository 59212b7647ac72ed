//! What a layer of `i8` does with its sums: biases, requantization, and the range of the output.

use super::multiplier_of;
use super::rounding::Rounding;
#[cfg(feature = "dsp")]
use super::sums_fit;
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
        self.derive_limited::<R>(input, output, f64::INFINITY);
    }

    /// [`derive`](Self::derive) with factors that are at most `most`.
    pub const fn derive_limited<R: Rounding>(&mut self, input: f32, output: f32, most: f64) {
        let mut channel = 0;
        while channel < O {
            let sum = input as f64 * self.weight_scale[channel] as f64;
            let factor = sum / output as f64;
            let (multiplier, shift) = multiplier_of::<R>(if factor > most { most } else { factor });
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
    /// The outputs of consecutive channels of a window, from the sums with biases. The shifts from `least` to -1 are usual.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn finish_window<R: Rounding>(
        &self,
        (first, least): (usize, i8),
        sums: &[i32],
        outputs: &mut [i8],
    ) {
        let (numbers, zero) = (self.requantized(first, sums.len(), least), self.output_zero);
        let outputs = slices::range_mut(outputs, first..first + sums.len());
        let are_usual = match const { R::BITS } {
            31 => numbers.window::<true>(sums, zero, &mut *outputs),
            _ => numbers.window::<false>(sums, zero, &mut *outputs),
        };
        if !are_usual {
            unusual::<R, 1>(numbers, zero, sums.as_chunks().0, [&mut *outputs]);
        }
        self.limit(outputs);
    }

    /// [`finish_window`](Self::finish_window) for two windows.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn finish_windows<R: Rounding>(
        &self,
        (first, least): (usize, i8),
        sums: &[[i32; 2]],
        outputs: [&mut [i8]; 2],
    ) {
        let (numbers, zero) = (self.requantized(first, sums.len(), least), self.output_zero);
        let [one, two] = outputs.map(|all| slices::range_mut(all, first..first + sums.len()));
        let are_usual = match const { R::BITS } {
            31 => numbers.windows::<true>(sums, zero, [&mut *one, &mut *two]),
            _ => numbers.windows::<false>(sums, zero, [&mut *one, &mut *two]),
        };
        if !are_usual {
            unusual::<R, 2>(numbers, zero, sums, [&mut *one, &mut *two]);
        }
        self.limit(one);
        self.limit(two);
    }

    /// The smallest usual shift of layers of many windows whose sums have this many products.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn least_shift<R: Rounding>(&self, terms: usize) -> i8 {
        let most = self
            .bias
            .iter()
            .fold(0, |most, bias| bias.unsigned_abs().max(most));
        if R::BITS == 31 && sums_are_small(terms, most) {
            -32
        } else {
            -16
        }
    }

    /// The factors of consecutive channels.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    fn requantized(&self, first: usize, count: usize, least: i8) -> nn_dsp::Requantized<'_> {
        nn_dsp::Requantized {
            multiplier: slices::range(&self.requantize.multiplier, first..first + count),
            shift: slices::range(&self.requantize.shift, first..first + count),
            least,
        }
    }

    /// Limits outputs of 8 bits to the range.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    fn limit(&self, outputs: &mut [i8]) {
        if self.range != [-128, 127] {
            let [least, most] = self.range;
            for output in outputs {
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

/// Whether all sums of this many products and a bias of this magnitude are less than `2^28` in magnitude.
#[cfg(feature = "dsp")]
const fn sums_are_small(terms: usize, bias: u32) -> bool {
    let times_8 = bias.saturating_mul(8);
    times_8 < 1 << 31 && sums_fit(8 * terms, times_8 as i32)
}

/// The outputs of channels with unusual factors from the sums with biases, as on processors without the instructions of nn-dsp.
#[cfg(feature = "dsp")]
#[cold]
#[inline(never)]
fn unusual<R: Rounding, const W: usize>(
    numbers: nn_dsp::Requantized<'_>,
    zero: i32,
    sums: &[[i32; W]],
    outputs: [&mut [i8]; W],
) {
    for (window, outputs) in outputs.into_iter().enumerate() {
        let factors = numbers.multiplier.iter().zip(numbers.shift);
        for ((output, sums), (multiplier, shift)) in outputs.iter_mut().zip(sums).zip(factors) {
            if !(numbers.least..0).contains(shift) {
                let sum = slices::element(sums, window);
                let number = R::requantize(sum, *multiplier, *shift);
                *output = number.saturating_add(zero).clamp(-128, 127) as i8;
            }
        }
    }
}
