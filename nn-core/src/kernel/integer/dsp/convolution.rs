//! Convolutions, two windows at a time: each weight is read once for both.

use core::slice::{from_mut, from_ref};

use nn_dsp::Windows;

use super::super::outputs::Outputs;
use super::super::packed::Packed;
use super::super::panel::{Few, Panels};
use super::super::rounding::Rounding;
use super::super::windows::{Window, in_rows};
use super::dense::{self, Count};
use super::{BLOCK, is_whole};
use crate::geometry::{Geometry, InputRow};
use crate::slices;
use crate::tensor::Cell;
use crate::zero::Zero;

/// `output = requantized(bias + sum weight * (input - zero))` for each window.
#[inline(never)]
pub(in crate::kernel::integer) fn convolve<
    R: Rounding,
    G: Geometry,
    const C: usize,
    const F: usize,
>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut G::Output<[i8; F]>,
) {
    if const { is_whole::<G>() }
        && let Some(output) = <G::Output<[i8; F]>>::flat_mut(from_mut(output)).first_chunk_mut()
    {
        let input = <G::Input<[i8; C]>>::flat(from_ref(input));
        dense::vector::<R, Pair<'_, G, C>, F>(input, weights.panels(), outputs, output);
    } else if const { F <= BLOCK } {
        pairs::<R, G, C, F, F>(input, weights.panels(), outputs, output);
    } else {
        pairs::<R, G, C, F, BLOCK>(input, weights.panels(), outputs, output);
    }
}

/// The outputs of each pair of windows, `N` filters at a time.
#[inline(always)]
fn pairs<R: Rounding, G: Geometry, const C: usize, const F: usize, const N: usize>(
    input: &G::Input<[i8; C]>,
    panels: Panels<'_>,
    outputs: &Outputs<'_, F>,
    output: &mut G::Output<[i8; F]>,
) {
    let output = <G::Output<[i8; F]>>::flat_mut(from_mut(output));
    let mut pair = Pair::<G, C>::new(G::input_rows(input), outputs.input_zero as i8);
    let (mut sums, mut spare) = ([[0; 2]; N], [0; F]);
    let few = panels.few();
    let least = outputs.least_shift::<R>(C * G::PLACES);
    let step = const { if N > 0 { N } else { 1 } };
    for output in output.as_chunks_mut::<F>().0.chunks_mut(2) {
        let [first, second] = match output {
            [first, second] => [first, second],
            [first] => [first, &mut spare],
            _ => return,
        };
        for start in (0..F).step_by(step) {
            let sums = slices::range_mut(&mut sums, ..step.min(F - start));
            for batch in 0..Pair::<G, C>::BATCHES {
                if start == 0 || const { Pair::<G, C>::BATCHES > 1 } {
                    pair.expand(batch);
                }
                pair.products(batch, (panels, &few), start, outputs.bias, sums);
            }
            outputs.finish_windows::<R>((start, least), sums, [first, second]);
        }
        pair.advance();
    }
}

/// Two windows, of which a part is expanded.
struct Pair<'a, G: Geometry, const C: usize> {
    windows: [Window<'a, G, C>; 2],
    zero: i8,
    expanded: Windows,
    patch: G::Kernel<[i8; C]>,
}

impl<G: Geometry, const C: usize> Count for Pair<'_, G, C> {
    const INPUTS: usize = C * G::PLACES;
}

impl<'a, G: Geometry, const C: usize> Pair<'a, G, C> {
    /// The inputs after the last group of four.
    const LAST: usize = Self::INPUTS % 4;
    /// The groups of four inputs that are expanded at a time. The last inputs count as a group.
    const GROUPS: usize = Windows::GROUPS - (Self::LAST > 0) as usize;
    /// How often a part of a window is expanded.
    const BATCHES: usize = if Self::INPUTS < 4 {
        1
    } else {
        (Self::INPUTS / 4).div_ceil(Self::GROUPS)
    };

    /// The first two windows.
    #[inline(always)]
    fn new(image: &'a [InputRow<G, [i8; C]>], zero: i8) -> Self {
        let first = Window::new(image, 0, 0);
        Pair {
            windows: [first, first.next()],
            zero,
            expanded: Windows::ZERO,
            patch: Zero::ZERO,
        }
    }

    /// The next two windows.
    #[inline(always)]
    fn advance(&mut self) {
        let first = self.windows[1].next();
        self.windows = [first, first.next()];
    }

    /// Expands a part of both windows.
    #[inline(always)]
    fn expand(&mut self, batch: usize) {
        let from = batch * Self::GROUPS;
        for (index, window) in self.windows.iter().enumerate() {
            if const { in_rows::<G>(C) } {
                if !window.is_complete() {
                    self.expanded.clear(index, Self::INPUTS / 4 - from);
                }
                window.rows(|place, row| {
                    let (first, groups) = (place * C / 4, row.as_flattened().as_chunks().0);
                    let groups = groups.get(from.saturating_sub(first)..);
                    let start = first.saturating_sub(from);
                    self.expanded
                        .set(index, start, groups.unwrap_or_default(), self.zero);
                });
            } else {
                let patch = <G::Kernel<[i8; C]>>::flat_mut(from_mut(&mut self.patch));
                copy(window, patch, self.zero);
                let (groups, last) = patch.as_chunks();
                let groups = groups.get(from..).unwrap_or_default();
                self.expanded.set(index, 0, groups, self.zero);
                self.expanded.set_last(index, last, self.zero);
            }
        }
    }

    /// Sets the sums of filters from `start` on to their biases and the products of the first part of a window, or adds those of another
    /// part.
    #[inline(always)]
    fn products<const F: usize>(
        &self,
        batch: usize,
        (panels, few): (Panels<'_>, &Few<'_>),
        start: usize,
        bias: &[i32; F],
        sums: &mut [[i32; 2]],
    ) {
        let bias = if batch == 0 {
            slices::range(bias, start..)
        } else {
            &[]
        };
        let has_last = batch + 1 == Self::BATCHES;
        let eights = panels.eights().skip(start / 8);
        let by_eight = sums.as_chunks_mut::<8>().0.iter_mut().enumerate();
        for ((index, sums), (_, panel)) in by_eight.zip(eights) {
            let rest = if has_last { panel.rest() } else { &[] };
            let groups = Self::part(panel.groups, batch);
            self.expanded
                .eight(groups, rest, bias.as_chunks().0.get(index), sums);
        }
        let (_, sums) = slices::split_mut(sums, sums.len() & !7);
        let (_, bias) = slices::split(bias, bias.len() & !7);
        if start + BLOCK >= F {
            self.few::<F>(batch, has_last, few, bias, sums);
        }
    }

    /// As [`products`](Self::products), of the filters that are not in panels of eight.
    #[inline(always)]
    fn few<const F: usize>(
        &self,
        batch: usize,
        has_last: bool,
        Few { four, two, one }: &Few<'_>,
        bias: &[i32],
        sums: &mut [[i32; 2]],
    ) {
        let place = const { F & 4 };
        if const { F & 4 != 0 }
            && let Some(sums) = sums.first_chunk_mut()
        {
            let rest = if has_last { four.1 } else { &[] };
            let groups = Self::part(four.0, batch);
            self.expanded.four(groups, rest, bias.first_chunk(), sums);
        }
        let (sums, bias) = (sums.get_mut(place..), bias.get(place..));
        let (sums, bias) = (sums.unwrap_or_default(), bias.unwrap_or_default());
        if const { F & 2 != 0 }
            && let Some(sums) = sums.first_chunk_mut()
        {
            let rest = if has_last { two.1 } else { &[] };
            let groups = Self::part(two.0, batch);
            self.expanded.two(groups, rest, bias.first_chunk(), sums);
        }
        if const { F & 1 != 0 }
            && let Some(sums) = sums.last_chunk_mut()
        {
            let rest = if has_last { one.1 } else { &[] };
            let groups = Self::part(one.0, batch);
            self.expanded.one(groups, rest, bias.last_chunk(), sums);
        }
    }

    /// The weights of the groups of a part of a window.
    #[inline(always)]
    fn part<T>(groups: &[T], batch: usize) -> &[T] {
        if const { Self::BATCHES == 1 } {
            return groups;
        }
        let (_, groups) = slices::split(groups, batch * Self::GROUPS);
        groups.get(..Self::GROUPS).unwrap_or(groups)
    }
}

/// Copies a window. Places outside of the input become `zero`.
#[inline(always)]
fn copy<G: Geometry, const C: usize>(window: &Window<'_, G, C>, patch: &mut [i8], zero: i8) {
    if const { G::COLUMNS.dilation != 1 } {
        return window.copy(patch, zero);
    }
    if !window.is_complete() {
        patch.fill(zero);
    }
    window.rows(|place, row| {
        let patch = patch.get_mut(place * C..).unwrap_or_default();
        nn_dsp::copy(row.as_flattened(), patch);
    });
}
