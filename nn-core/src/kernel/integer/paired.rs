//! Convolutions of `i8`, two windows at a time: each weight is read once for both.

use core::slice::from_mut;

use nn_dsp::Windows;

use super::outputs::Outputs;
use super::packed::Packed;
use super::panel::Panels;
use super::rounding::Rounding;
use super::windows::{Window, in_rows};
use crate::geometry::Geometry;
use crate::slices;
use crate::tensor::Cell;
use crate::zero::Zero;

/// The most inputs of a window.
pub(super) const MOST: usize = 256;

/// `output = requantized(bias + sum weight * (input - zero))` for each window.
pub(super) fn paired<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    input: &G::Input<[i8; C]>,
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut G::Output<[i8; F]>,
) {
    let image = G::input_rows(input);
    let output = <G::Output<[i8; F]>>::flat_mut(from_mut(output));
    let mut windows = Windows::ZERO;
    let mut patches = [<G::Kernel<[i8; C]>>::ZERO; 2];
    let (mut row, mut column) = (0, 0);
    for pair in output.as_chunks_mut::<F>().0.chunks_mut(2) {
        for (index, patch) in patches.iter_mut().enumerate().take(pair.len()) {
            let patch = <G::Kernel<[i8; C]>>::flat_mut(from_mut(patch));
            let window = Window::new(image, row, column);
            expand::<G, C, F>(
                &window,
                outputs.input_zero as i8,
                patch,
                index,
                &mut windows,
            );
            column += 1;
            if column == G::COLUMNS.output {
                (row, column) = (row + 1, 0);
            }
        }
        let patches = <G::Kernel<[i8; C]>>::flat(&patches);
        products::<R, G, C, F>(&windows, patches, weights, outputs, pair);
    }
}

/// Reads a window. What is not a complete group of four inputs remains in `patch`.
#[inline(always)]
fn expand<G: Geometry, const C: usize, const F: usize>(
    window: &Window<'_, G, C>,
    zero: i8,
    patch: &mut [i8],
    index: usize,
    windows: &mut Windows,
) {
    if const { in_rows::<G>(C) && needs_no_copy(F) } {
        if !window.is_complete() {
            windows.clear(index, 0, const { C * G::PLACES / 4 });
        }
        window.rows(|place, row| {
            windows.set(index, place * C / 4, row.as_flattened().as_chunks().0, zero);
        });
    } else {
        window.copy(patch, zero);
        windows.set(index, 0, patch.as_chunks().0, zero);
    }
}

/// Whether all filters are computed from the expanded windows.
const fn needs_no_copy(filters: usize) -> bool {
    filters.is_multiple_of(4)
}

/// The outputs of two windows, 32 at a time.
#[inline(always)]
fn products<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    windows: &Windows,
    patches: &[i8],
    weights: &Packed<[G::Kernel<[i8; C]>; F]>,
    outputs: &Outputs<'_, F>,
    output: &mut [[i8; F]],
) {
    let zero = outputs.input_zero as i8;
    let rests = patches.chunks_exact(const { C * G::PLACES });
    let rests = rests.map(|patch| patch.as_chunks::<4>().1);
    let mut sums = [[0; 32]; 2];
    let panels = weights.panels();
    for (first, panel) in panels.eights() {
        let place = first % 32 / 4;
        windows.products(panel.groups, 0, &mut sums, place);
        windows.products(panel.groups, 1, &mut sums, place + 1);
        if const { !(C * G::PLACES).is_multiple_of(4) } {
            for (sums, rest) in sums.iter_mut().zip(rests.clone()) {
                if let Some(sums) = sums.as_chunks_mut().0.get_mut(place / 2) {
                    panel.add_rest(rest, zero, sums);
                }
            }
        }
        if place == 6 || first + 8 == F & !7 {
            for (output, sums) in output.iter_mut().zip(&sums) {
                let sums = slices::range(sums, ..first % 32 + 8);
                outputs.finish::<R>(first - first % 32, sums, output);
            }
        }
    }
    few::<R, G, C, F>(windows, patches, panels, outputs, output);
}

/// The outputs of two windows that are not in panels of eight.
#[inline(always)]
fn few<R: Rounding, G: Geometry, const C: usize, const F: usize>(
    windows: &Windows,
    patches: &[i8],
    panels: Panels<'_>,
    outputs: &Outputs<'_, F>,
    output: &mut [[i8; F]],
) {
    let zero = outputs.input_zero as i8;
    let mut sums = [[0; 32]; 2];
    for panel in panels.others() {
        if panel.width == 4 {
            windows.products(panel.quads().as_chunks::<1>().0, 0, &mut sums, 0);
        }
        let patches = patches.chunks_exact(const { C * G::PLACES });
        for ((output, sums), patch) in output.iter_mut().zip(&mut sums).zip(patches) {
            let sums = slices::range_mut(sums, ..panel.width);
            if panel.width == 4 {
                panel.add_rest(patch.as_chunks::<4>().1, zero, sums);
            } else {
                sums.fill(0);
                panel.add(0, patch, zero, sums);
            }
            outputs.finish::<R>(panel.first, sums, output);
        }
    }
}
