//! What a layer of `i8` does with its sums: biases, requantization, and the range of the output.

use super::multiplier_of;
use super::rounding::Rounding;
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
    /// The outputs of all channels for one position, from the sums without biases.
    #[inline(always)]
    pub fn finish<R: Rounding>(&self, sums: impl Iterator<Item = i32>, outputs: &mut [i8]) {
        let Requantize {
            multiplier, shift, ..
        } = self.requantize;
        let factors = multiplier.iter().zip(shift);
        let [least, most] = self.range;
        for (((output, sum), bias), (multiplier, shift)) in
            outputs.iter_mut().zip(sums).zip(self.bias).zip(factors)
        {
            let number = R::requantize(sum.wrapping_add(*bias), *multiplier, *shift);
            *output = number.saturating_add(self.output_zero).min(most).max(least) as i8;
        }
    }
}
