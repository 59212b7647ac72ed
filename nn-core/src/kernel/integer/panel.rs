//! Products of the inputs and a panel of weights: up to eight outputs.

use super::order::{self, Quad};
use super::portable as lanes;
use crate::slices;

/// The weights of eight outputs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eight<'a> {
    /// The weights of four inputs at a time.
    pub(super) groups: &'a [[Quad; 2]],
    /// The weights of the inputs that remain.
    rest: &'a [u32],
}

impl Eight<'_> {
    /// Adds the products of `x - zero` to the sums. The first input is number `start` of the layer, a multiple of 4.
    #[inline(always)]
    pub(super) fn add(&self, start: usize, x: &[i8], zero: i8, sums: &mut [i32; 8]) {
        let (groups, rest) = x.as_chunks::<4>();
        lanes::eight(groups, zero, slices::range(self.groups, start / 4..), sums);
        if !rest.is_empty() {
            self.add_rest(rest, zero, sums);
        }
    }

    /// The weights of the inputs that remain.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn rest(&self) -> &[[u32; 2]] {
        self.rest.as_chunks().0
    }

    /// Adds the products of the last inputs, of which there are fewer than four.
    #[inline(never)]
    pub(super) fn add_rest(&self, x: &[i8], zero: i8, sums: &mut [i32; 8]) {
        for (x, words) in x.iter().zip(self.rest.as_chunks::<2>().0) {
            let x = i32::from(*x) - i32::from(zero);
            for (sums, word) in sums.as_chunks_mut::<4>().0.iter_mut().zip(words) {
                add_pair(x, *word as i16, &mut sums[0..2]);
                add_pair(x, (*word >> 16) as i16, &mut sums[2..4]);
            }
        }
    }
}

/// Adds the products of an input and two weights, `first + 256 second`.
#[inline(always)]
fn add_pair(x: i32, pair: i16, sums: &mut [i32]) {
    let (pair, first) = (i32::from(pair), i32::from(pair as i8));
    if let [sum, other] = sums {
        *sum += first * x;
        *other += ((pair - first) >> 8) * x;
    }
}

/// The weights of fewer outputs: four, two or one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panel<'a> {
    /// The first output.
    pub(super) first: usize,
    /// The number of outputs.
    pub(super) width: usize,
    /// The number of inputs.
    inputs: usize,
    /// The weights in the order of memory.
    pub(super) bytes: &'a [i8],
}

impl<'a> Panel<'a> {
    /// Adds the products of `x - zero` to the sums. The first input is number `start` of the layer, a multiple of 4.
    #[inline(never)]
    pub(super) fn add(&self, start: usize, x: &[i8], zero: i8, sums: &mut [i32]) {
        if self.width == 1 {
            let weights = slices::range(self.bytes, start..);
            return sums.iter_mut().for_each(|sum| one(x, zero, weights, sum));
        }
        let (x, rest) = x.as_chunks::<4>();
        let words = slices::range(self.words(), start / 4 * self.width..);
        if let Some(sums) = sums.first_chunk_mut::<4>() {
            lanes::four(x, zero, words.as_chunks().0, sums);
        } else if let Some(sums) = sums.first_chunk_mut::<2>() {
            lanes::two(x, zero, words.as_chunks().0, sums);
        }
        self.add_rest(rest, zero, sums);
    }

    /// Adds the products of the last inputs, of which there are fewer than four.
    #[inline(always)]
    pub(super) fn add_rest(&self, x: &[i8], zero: i8, sums: &mut [i32]) {
        let (_, last) = slices::split(self.bytes, self.width * (self.inputs & !3));
        for (x, weights) in x.iter().zip(last.chunks_exact(self.width.max(1))) {
            let x = i32::from(*x) - i32::from(zero);
            for (sums, pair) in sums.chunks_exact_mut(2).zip(weights.as_chunks::<2>().0) {
                let [first, second] = pair.map(i8::cast_unsigned);
                add_pair(x, i16::from_le_bytes([first, second]), sums);
            }
        }
    }

    /// The weights of four inputs at a time, as words.
    #[inline(always)]
    pub(super) fn words(&self) -> &'a [u32] {
        let (groups, _) = slices::split(self.bytes, self.width * (self.inputs & !3));
        bytemuck::try_cast_slice(groups).unwrap_or_default()
    }

    /// The weights of a panel of four outputs, for four inputs at a time.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn quads(&self) -> &'a [Quad] {
        self.words().as_chunks().0
    }

    /// The weights of a panel of two outputs, for four inputs at a time.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn pairs(&self) -> &'a [[u32; 2]] {
        self.words().as_chunks().0
    }

    /// The weights of a panel of four or of two outputs for the inputs that remain: a number of type `T` for each input.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn rest<T: bytemuck::AnyBitPattern>(&self) -> &'a [T] {
        let (_, rest) = slices::split(self.bytes, self.width * (self.inputs & !3));
        bytemuck::try_cast_slice(rest).unwrap_or_default()
    }
}

/// Adds the products of `x - zero` to the sum of one output.
pub(super) fn one(x: &[i8], zero: i8, weights: &[i8], sum: &mut i32) {
    for (x, weight) in x.iter().zip(weights) {
        *sum += (i32::from(*x) - i32::from(zero)) * i32::from(*weight);
    }
}

/// The weights of a layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panels<'a> {
    /// The weights of the panels of eight outputs.
    pub(super) eights: &'a [u32],
    /// The weights of the other panels.
    others: &'a [i8],
    outputs: usize,
    /// The number of inputs.
    pub(super) inputs: usize,
}

/// The weights of the panels of fewer than eight outputs, for four inputs at a time, and for the inputs that remain.
#[cfg(feature = "dsp")]
#[derive(Default)]
pub(super) struct Few<'a> {
    /// A panel of four outputs.
    pub(super) four: (&'a [Quad], &'a [u32]),
    /// A panel of two outputs.
    pub(super) two: (&'a [[u32; 2]], &'a [i16]),
    /// A panel of one output.
    pub(super) one: (&'a [[i8; 4]], &'a [i8]),
}

impl<'a> Panels<'a> {
    /// The panels of fewer than eight outputs.
    #[cfg(feature = "dsp")]
    #[inline(always)]
    pub(super) fn few(self) -> Few<'a> {
        let mut few = Few::default();
        for panel in self.others() {
            match panel.width {
                4 => few.four = (panel.quads(), panel.rest()),
                2 => few.two = (panel.pairs(), panel.rest()),
                _ => few.one = panel.bytes.as_chunks(),
            }
        }
        few
    }

    /// The panels of packed weights, whose address is a multiple of 4.
    #[inline(always)]
    pub(super) fn new(bytes: &'a [i8], outputs: usize, inputs: usize) -> Self {
        let (eights, others) = slices::split(bytes, (outputs & !7) * inputs);
        Panels {
            eights: bytemuck::try_cast_slice(eights).unwrap_or_default(),
            others,
            outputs,
            inputs,
        }
    }

    /// The panels of eight outputs, with the number of the first output.
    #[inline(always)]
    pub(super) fn eights(self) -> impl Iterator<Item = (usize, Eight<'a>)> + Clone {
        let (inputs, panels) = (
            self.inputs,
            self.eights.chunks_exact((2 * self.inputs).max(1)),
        );
        panels.enumerate().map(move |(index, words)| {
            let (groups, rest) = slices::split(words, 8 * (inputs / 4));
            let groups = groups.as_chunks().0.as_chunks().0;
            (8 * index, Eight { groups, rest })
        })
    }

    /// The panels of fewer outputs.
    #[inline(always)]
    pub(super) fn others(self) -> impl Iterator<Item = Panel<'a>> {
        let (inputs, mut first, mut others) = (self.inputs, self.outputs & !7, self.others);
        core::iter::from_fn(move || {
            let width = order::width(self.outputs, first);
            if width == 0 {
                return None;
            }
            let bytes = slices::take(&mut others, width * inputs);
            let panel = Panel {
                first,
                width,
                inputs,
                bytes,
            };
            first += width;
            Some(panel)
        })
    }
}
