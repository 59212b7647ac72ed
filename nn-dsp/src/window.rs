//! Products of two vectors of inputs and the same weights.

use crate::elements::Expanded;
use crate::inputs::{self, Both, Group};
use crate::{Quad, instructions, separated};

/// The sums of `N` outputs, one of each window.
pub type Sums<const N: usize> = [[i32; 2]; N];

/// Inputs of two windows, or of two pixels: up to [`GROUPS`](Self::GROUPS) groups of four.
#[derive(Debug, Clone)]
pub struct Windows {
    groups: [Both; inputs::GROUPS],
    /// The inputs after the last group. The lower half is that of the first window.
    last: [u32; 3],
}

impl Windows {
    /// The most groups of inputs: 64, or 32 without DSP instructions.
    pub const GROUPS: usize = inputs::GROUPS;

    /// All inputs are zero.
    pub const ZERO: Self = Windows {
        groups: [inputs::NONE_OF_BOTH; inputs::GROUPS],
        last: [0; 3],
    };

    /// Sets the inputs of window `window` from group `start` on to `x - zero`. What is beyond the end is left out.
    ///
    /// ```
    /// use nn_dsp::Windows;
    ///
    /// let mut windows = Windows::ZERO;
    /// windows.set(0, 1, &[[7, 7, 7, 9]], 7);
    /// windows.set(1, 1, &[[7, 8, 7, 7]], 7);
    /// let quad = [0, 0, 5 - 256 * 5, 6 - 256 * 6].map(|half: i32| half as u16 as u32 * 0x1_0001);
    /// let mut sums = [[0; 2]; 4];
    /// windows.four(&[quad; 2], &[], Some(&[100, 0, 0, 0]), &mut sums);
    /// assert_eq!(sums, [[110, 105], [-10, -5], [12, 6], [-12, -6]]);
    /// ```
    #[inline(always)]
    pub fn set(&mut self, window: usize, start: usize, x: &[[i8; 4]], zero: i8) {
        let groups = self.groups.get_mut(start..).unwrap_or_default();
        for (both, x) in groups.iter_mut().zip(x) {
            inputs::set(both, window, Group::new(x, zero));
        }
    }

    /// Sets the inputs of window `window` after its groups to `x - zero`. There are fewer than four.
    #[inline(always)]
    pub fn set_last(&mut self, window: usize, x: &[i8], zero: i8) {
        for (last, x) in self.last.iter_mut().zip(x) {
            let x = u32::from((i16::from(*x) - i16::from(zero)).cast_unsigned());
            *last = if window == 0 {
                *last & 0xffff_0000 | x
            } else {
                *last & 0xffff | x << 16
            };
        }
    }

    /// Sets the first groups of inputs of window `window` to zero.
    #[inline(always)]
    pub fn clear(&mut self, window: usize, count: usize) {
        for both in self.groups.iter_mut().take(count) {
            inputs::set(both, window, Group::NONE);
        }
    }

    /// The products of the first `weights.len()` groups of inputs, and of as many last inputs as `rest` has, and the weights of eight
    /// outputs. Sums are set to them and the bias, or without a bias, they are added to the sums.
    #[inline(never)]
    pub fn eight(
        &self,
        weights: &[[Quad; 2]],
        rest: &[[u32; 2]],
        bias: Option<&[i32; 8]>,
        sums: &mut Sums<8>,
    ) {
        let groups = self.groups.get(..weights.len()).unwrap_or_default();
        for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let bias = bias.and_then(|bias| bias.as_chunks::<4>().0.get(quad));
            let mut parts = inputs::both(groups, weights, quad);
            for (x, words) in self.last.iter().zip(rest) {
                instructions::last_shared(words[quad & 1], *x, &mut parts);
            }
            finish(&parts, bias, sums);
        }
    }

    /// The products of the first `weights.len()` groups of inputs, and of as many last inputs as `rest` has, and the weights of four
    /// outputs.
    #[inline(never)]
    pub fn four(
        &self,
        weights: &[Quad],
        rest: &[u32],
        bias: Option<&[i32; 4]>,
        sums: &mut Sums<4>,
    ) {
        let mut parts = inputs::both::<1>(&self.groups, weights.as_chunks().0, 0);
        for (x, word) in self.last.iter().zip(rest) {
            instructions::last_shared(*word, *x, &mut parts);
        }
        finish(&parts, bias, sums);
    }

    /// The products of the first `weights.len()` groups of inputs, and of as many last inputs as `rest` has, and the weights of two
    /// outputs.
    ///
    /// ```
    /// use nn_dsp::Windows;
    ///
    /// let mut windows = Windows::ZERO;
    /// windows.set(1, 0, &[[7, 8, 7, 7]], 7);
    /// windows.set_last(0, &[10], 7);
    /// let mut sums = [[0; 2]; 2];
    /// windows.two(&[[0, 0xff05]], &[6 - 256], None, &mut sums); // 0xff05 is 5 - 256
    /// assert_eq!(sums, [[18, 5], [-3, -1]]);
    /// ```
    #[inline(never)]
    pub fn two(
        &self,
        weights: &[[u32; 2]],
        rest: &[i16],
        bias: Option<&[i32; 2]>,
        sums: &mut Sums<2>,
    ) {
        let mut parts = [0; 4];
        for (x, words) in self.groups.iter().zip(weights) {
            inputs::add_pair_to_both(x, words, &mut parts);
        }
        for (x, half) in self.last.iter().zip(rest) {
            let inputs = [*x & 0xffff, *x >> 16];
            instructions::shared(u32::from(half.cast_unsigned()), &inputs, &mut parts);
        }
        let [a, b, c, d] = separated(parts);
        store([[a, c], [b, d]], bias, sums);
    }

    /// The products of the first groups of inputs and the weights of one output, and those of the last inputs.
    ///
    /// ```
    /// use nn_dsp::Windows;
    ///
    /// let mut windows = Windows::ZERO;
    /// windows.set(1, 0, &[[7, 8, 7, 7]], 7);
    /// windows.set_last(0, &[10], 7);
    /// let mut sums = [[0; 2]];
    /// windows.one(&[[1, 2, 3, 4]], &[5], Some(&[0]), &mut sums);
    /// assert_eq!(sums, [[15, 2]]);
    /// ```
    #[inline(never)]
    pub fn one(
        &self,
        weights: &[[i8; 4]],
        rest: &[i8],
        bias: Option<&[i32; 1]>,
        sums: &mut Sums<1>,
    ) {
        let mut parts = [0; 2];
        for (x, weights) in self.groups.iter().zip(weights) {
            inputs::add_one_to_both(x, *weights, &mut parts);
        }
        for (x, weight) in self.last.iter().zip(rest) {
            let inputs = [*x & 0xffff, *x >> 16];
            instructions::single(i32::from(*weight).cast_unsigned(), &inputs, &mut parts);
        }
        store([parts], bias, sums);
    }
}

/// Stores the sums of four outputs: `L` and `S` of outputs 0 and 1 of both windows, and of outputs 2 and 3.
#[inline(always)]
fn finish(parts: &[[i32; 4]; 2], bias: Option<&[i32; 4]>, sums: &mut Sums<4>) {
    let [[a, b, c, d], [e, f, g, h]] = parts.map(separated);
    store([[a, c], [b, d], [e, g], [f, h]], bias, sums);
}

/// Sets sums to their biases and a part, or adds a part to them.
#[inline(always)]
fn store<const N: usize>(parts: Sums<N>, bias: Option<&[i32; N]>, sums: &mut Sums<N>) {
    if let Some(bias) = bias {
        for ((sums, parts), bias) in sums.iter_mut().zip(parts).zip(bias) {
            *sums = parts.map(|part| bias.wrapping_add(part));
        }
    } else {
        for (sum, part) in sums.as_flattened_mut().iter_mut().zip(parts.as_flattened()) {
            *sum = sum.wrapping_add(*part);
        }
    }
}
