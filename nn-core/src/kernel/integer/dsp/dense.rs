//! Dense layers: inputs are expanded to 16 or 32 bits once for many outputs, and those that are zero are skipped.

use nn_dsp::{Listed, Vector};

use super::super::outputs::Outputs;
use super::super::packed::Packed;
use super::super::panel::{Eight, Panel, Panels};
use super::super::rounding::Rounding;
use super::BLOCK;
use crate::slices;

/// The most inputs that are expanded at once.
const MOST: usize = 256;

/// `output = requantized(bias + sum weight * (input - zero))`.
#[inline(never)]
pub(in crate::kernel::integer) fn dense<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    weights: &Packed<[[i8; I]; O]>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    vector::<R, Inputs<I>, O>(input, weights.panels(), outputs, output);
}

/// The number of inputs of a layer.
pub(super) trait Count {
    const INPUTS: usize;
}

/// `I` inputs.
struct Inputs<const I: usize>;

impl<const I: usize> Count for Inputs<I> {
    const INPUTS: usize = I;
}

/// The outputs for a vector of `I` inputs.
#[inline(always)]
pub(super) fn vector<R: Rounding, I: Count, const O: usize>(
    input: &[i8],
    panels: Panels<'_>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    let (groups, _) = input.as_chunks();
    let zero = outputs.input_zero as i8;
    if const { I::INPUTS <= MOST / 4 } {
        let mut vector = Vector::<16>::EMPTY;
        vector.set(groups, zero);
        block::<R, I, O>(&mut vector, input, panels, outputs, output);
    } else if const { I::INPUTS <= MOST / 2 } {
        let mut vector = Vector::<32>::EMPTY;
        vector.set(groups, zero);
        block::<R, I, O>(&mut vector, input, panels, outputs, output);
    } else if const { I::INPUTS <= MOST } {
        let mut vector = Vector::<64>::EMPTY;
        vector.set(groups, zero);
        block::<R, I, O>(&mut vector, input, panels, outputs, output);
    } else {
        let mut parts = Parts::new(groups, zero);
        block::<R, I, O>(&mut parts, input, panels, outputs, output);
    }
}

/// The outputs, from expanded inputs.
#[inline(always)]
fn block<R: Rounding, I: Count, const O: usize>(
    inputs: &mut impl Expanded,
    input: &[i8],
    panels: Panels<'_>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    if const { O <= BLOCK } {
        blocks::<R, I, O, O>(inputs, input, panels, outputs, output);
    } else {
        blocks::<R, I, O, BLOCK>(inputs, input, panels, outputs, output);
    }
}

/// The outputs, `N` at a time.
#[inline(always)]
fn blocks<R: Rounding, I: Count, const O: usize, const N: usize>(
    inputs: &mut impl Expanded,
    input: &[i8],
    panels: Panels<'_>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    let zero = outputs.input_zero as i8;
    let mut sums = [0; N];
    let step = const { if N > 0 { N } else { 1 } };
    for first in (0..O).step_by(step) {
        let bias = slices::range(outputs.bias, first..O.min(first + step));
        let sums = slices::range_mut(&mut sums, ..bias.len());
        set(sums, bias);
        let eights = panels.eights().skip(first / 8).map(|(_, panel)| panel);
        let by_eight = sums.as_chunks_mut::<8>().0;
        inputs.products(eights.clone(), by_eight);
        if const { !I::INPUTS.is_multiple_of(4) } {
            for (sums, panel) in by_eight.iter_mut().zip(eights) {
                nn_dsp::last(input.as_chunks::<4>().1, zero, panel.rest(), sums);
            }
        }
        if first + step >= O {
            for panel in panels.others() {
                let start = panel.first - first;
                let sums = slices::range_mut(sums, start..start + panel.width);
                add_few(&panel, input, zero, sums);
            }
        }
        outputs.finish_window::<R>((first, -16), sums, output);
    }
}

/// Sets sums to biases. Blocks of a constant size take fewer instructions than words.
#[inline(always)]
fn set(sums: &mut [i32], bias: &[i32]) {
    let ((blocks, sums), (biases, bias)) = (sums.as_chunks_mut::<8>(), bias.as_chunks::<8>());
    for (block, biases) in blocks.iter_mut().zip(biases) {
        *block = *biases;
    }
    for (sum, bias) in sums.iter_mut().zip(bias) {
        *sum = *bias;
    }
}

/// Adds the products of all inputs and the weights of fewer than eight outputs.
#[inline(always)]
fn add_few(panel: &Panel<'_>, input: &[i8], zero: i8, sums: &mut [i32]) {
    let (groups, last) = input.as_chunks::<4>();
    if let Some(sums) = sums.first_chunk_mut::<4>() {
        nn_dsp::four(groups, zero, panel.quads(), sums);
    } else if let Some(sums) = sums.first_chunk_mut::<2>() {
        nn_dsp::pairs(groups, zero, panel.pairs(), sums);
    } else {
        return panel.add(0, input, zero, sums);
    }
    panel.add_rest(last, zero, sums);
}

/// Expanded inputs of a layer, without those after the last group of four.
trait Expanded {
    /// Adds the products of all inputs and of each panel to sums.
    fn products<'a>(
        &mut self,
        panels: impl Iterator<Item = Eight<'a>> + Clone,
        sums: &mut [[i32; 8]],
    );
}

impl<const N: usize> Expanded for Vector<N> {
    #[inline(always)]
    fn products<'a>(
        &mut self,
        panels: impl Iterator<Item = Eight<'a>> + Clone,
        sums: &mut [[i32; 8]],
    ) {
        for (sums, panel) in sums.iter_mut().zip(panels) {
            self.eight(panel.groups, sums);
        }
    }
}

/// Many inputs, which are listed in parts.
struct Parts<'a> {
    groups: &'a [[i8; 4]],
    zero: i8,
    listed: Listed,
    /// The index of the first group after the list, and whether the list has the first part.
    end: usize,
    is_first: bool,
}

impl<'a> Parts<'a> {
    #[inline(always)]
    fn new(groups: &'a [[i8; 4]], zero: i8) -> Self {
        Parts {
            groups,
            zero,
            listed: Listed::EMPTY,
            end: 0,
            is_first: false,
        }
    }

    /// Lists the inputs from a group on.
    #[inline(always)]
    fn list(&mut self, start: usize) {
        let skips_zeros = const { !cfg!(feature = "fixed-time") };
        self.end = self.listed.list(self.groups, self.zero, start, skips_zeros);
        self.is_first = start == 0;
    }
}

impl Expanded for Parts<'_> {
    #[inline(always)]
    fn products<'a>(
        &mut self,
        panels: impl Iterator<Item = Eight<'a>> + Clone,
        sums: &mut [[i32; 8]],
    ) {
        if !self.is_first {
            self.list(0);
        }
        loop {
            for (sums, panel) in sums.iter_mut().zip(panels.clone()) {
                self.listed.eight(panel.groups, sums);
            }
            if self.end >= self.groups.len() {
                return;
            }
            self.list(self.end);
        }
    }
}
