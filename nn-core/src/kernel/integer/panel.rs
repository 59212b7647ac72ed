//! Products of the inputs and a panel of weights: up to eight outputs.

use super::order;
#[cfg(feature = "dsp")]
use super::dsp as lanes;
#[cfg(not(feature = "dsp"))]
use super::portable as lanes;
use crate::slices;

/// The weights of four outputs for four inputs.
pub(super) type Quad = [u32; 4];

/// The weights of up to eight outputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panel<'a> {
    /// The first output.
    pub(super) first: usize,
    /// The number of outputs: 8, 4, 2 or 1.
    pub(super) width: usize,
    /// The weights of four inputs at a time.
    words: &'a [u32],
    /// The weights of the inputs that remain. For one output, all weights.
    bytes: &'a [i8],
}

impl Panel<'_> {
    /// Adds the products of `x - zero` to the sums. The first input is number `start` of the layer, a multiple of 4.
    #[inline(never)]
    pub(super) fn add(&self, start: usize, x: &[i8], zero: i8, sums: &mut [i32]) {
        let (groups, rest) = x.as_chunks::<4>();
        if let [sum] = sums {
            let weights = self.bytes.get(start..).unwrap_or_default();
            return lanes::one(x, zero, weights, sum);
        }
        let words = slices::range(self.words, start / 4 * self.width..);
        if let Some(sums) = sums.first_chunk_mut::<8>() {
            lanes::eight(groups, zero, words.as_chunks().0.as_chunks().0, sums);
        } else if let Some(sums) = sums.first_chunk_mut::<4>() {
            lanes::four(groups, zero, words.as_chunks().0, sums);
        } else if let Some(sums) = sums.first_chunk_mut::<2>() {
            lanes::two(groups, zero, words.as_chunks().0, sums);
        }
        self.add_rest(rest, zero, sums);
    }

    /// Adds the products of the last inputs, of which there are fewer than four.
    #[inline(always)]
    pub(super) fn add_rest(&self, x: &[i8], zero: i8, sums: &mut [i32]) {
        for (x, weights) in x.iter().zip(self.bytes.chunks_exact(self.width.max(1))) {
            let x = i32::from(*x) - i32::from(zero);
            for (sums, weights) in sums.as_chunks_mut::<2>().0.iter_mut().zip(weights.as_chunks::<2>().0) {
                let first = i32::from(weights[0]);
                let second = i32::from(weights[1]) + i32::from(first < 0);
                sums[0] += first * x;
                sums[1] += second * x;
            }
        }
    }
}

/// The panels of a layer.
pub(super) struct Panels<'a> {
    /// The weights from the next panel on.
    bytes: &'a [i8],
    /// The first output of the next panel.
    first: usize,
    outputs: usize,
    inputs: usize,
}

impl<'a> Panels<'a> {
    /// The panels of packed weights, whose address is a multiple of 4.
    #[inline(always)]
    pub(super) fn new(bytes: &'a [i8], outputs: usize, inputs: usize) -> Self {
        Panels {
            bytes,
            first: 0,
            outputs,
            inputs,
        }
    }
}

impl<'a> Iterator for Panels<'a> {
    type Item = Panel<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Panel<'a>> {
        let width = order::width(self.outputs, self.first);
        if width == 0 {
            return None;
        }
        let bytes = slices::take(&mut self.bytes, width * self.inputs);
        let complete = if width == 1 { 0 } else { width * (self.inputs & !3) };
        let (groups, rest) = slices::split(bytes, complete);
        let first = self.first;
        self.first += width;
        Some(Panel {
            first,
            width,
            words: bytemuck::try_cast_slice(groups).unwrap_or_default(),
            bytes: rest,
        })
    }
}
