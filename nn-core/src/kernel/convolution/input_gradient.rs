//! The gradient with respect to the input of a convolution.
//!
//! For each column of the kernel, the sums over filters and rows of the kernel are computed along the rows of the output gradient,
//! which need no padding. They are then added to a row of the input gradient, shifted by the column.
//!
//! ```text
//! for c in 0..C { for u in 0..KH { for v in 0..KW { for f in 0..F { for i in 0..OH { for j in 0..OW {
//!     d_x[c][i * S + u][j * S + v] += d[f][i][j] * w[c][u][v][f];
//! }}}}}}
//!
//!                          P patches of output gradients
//!                         +-------------+-------------+
//!  for each u, f:         | d[f][i][..] | d[f][i][..] |
//!                         +-------------+-------------+
//!  w[c][u][v][f]    ->    | sums        | sums        |
//!  w[c+1][u][v][f]  ->    | sums        | sums        |    R channels; then the sums are added at column offset v
//!                         +-------------+-------------+
//! ```

use super::Convolution;
use super::blocks::starts;
use super::shift::add_shifted;
use crate::geometry::Geometry;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::{Table, add_product, for_sizes};
use crate::slices;
use crate::tensor::Cell;

/// The channels of a register tile of two patches.
const CHANNELS: Table = &[
    // accumulators, vectors in a row of outputs, channels
    (8, 0, &[4, 2, 1]),
    (0, 0, &[2, 1]),
];

impl<G: Geometry, const F: usize> Convolution<G, F> {
    /// `d_input[c][i+u][j+v] = sum d_output[f][i][j] weights[c][u][v][f]`
    pub fn input_gradient(
        d_output: &[G::Output<f32>],
        weights: &[G::Kernel<[f32; F]>],
        d_input: &mut [G::Input<f32>],
    ) {
        G::Input::flat_mut(d_input).fill(0.0);
        dispatch(InputGradient::<G, F> {
            d_output,
            weights,
            d_input,
        });
    }
}

struct InputGradient<'a, G: Geometry, const F: usize> {
    d_output: &'a [G::Output<f32>],
    weights: &'a [G::Kernel<[f32; F]>],
    d_input: &'a mut [G::Input<f32>],
}

impl<G: Geometry, const F: usize> Kernel for InputGradient<'_, G, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::LANES > G::COLUMNS.output } {
            return isa.call_narrow(self);
        }
        self.images(isa);
    }
}

impl<G: Geometry, const F: usize> InputGradient<'_, G, F> {
    /// Computes all channels, in the largest possible blocks.
    #[inline(always)]
    fn images<S: Isa>(&mut self, isa: S) {
        let mut channel = 0;
        for_sizes!(S, CHANNELS, G::COLUMNS.output, R => channel = self.channels::<S, R, 2>(isa, channel));
    }

    /// Computes complete blocks of `R` channels from `channel` on, for `P` patches at a time. Returns the first remaining channel.
    #[inline(always)]
    fn channels<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        mut channel: usize,
    ) -> usize {
        let patches = const { patch_count::<S, G>() };
        while channel + R <= self.d_input.len() {
            for place in 0..G::COLUMNS.kernel {
                if const { patch_count::<S, G>() < P } {
                    (0..patches).for_each(|at| self.tile::<S, R, 1>(isa, channel, place, at, at));
                } else {
                    let mut done = 0;
                    for first in starts(patches, P) {
                        self.tile::<S, R, P>(isa, channel, place, first, done);
                        done = first + P;
                    }
                }
            }
            channel += R;
        }
        channel
    }

    /// Adds the gradient through one column of the kernel to `R` channels, for `P` patches from the patch `first` on. A patch is a
    /// vector of neighboring columns of the output, in a row of the input. Patches before `done` were already added.
    #[inline(always)]
    fn tile<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        channel: usize,
        place: usize,
        first: usize,
        done: usize,
    ) {
        let Some(kernels) = slices::chunk::<_, R>(self.weights, channel) else {
            return;
        };
        let mut sums = [[isa.splat(0.0); P]; R];
        for kernel_row in 0..G::ROWS.kernel {
            let places = Self::places::<S, P>(first, kernel_row);
            let sees_rows = places.iter().any(|(window, _)| *window < G::ROWS.output);
            if sees_rows {
                self.filters(isa, kernels, (kernel_row, place), &places, &mut sums);
            }
        }
        for (plane, sums) in self.d_input.iter_mut().skip(channel).zip(sums) {
            for (index, sum) in (first..).zip(sums) {
                if index >= done {
                    add_shifted::<S, G>(sum, plane, index, place);
                }
            }
        }
    }

    /// The row of windows and the column of the output at which each patch begins. A row after the last one means that there is no
    /// window.
    #[inline(always)]
    fn places<S: Isa, const P: usize>(first: usize, kernel_row: usize) -> [(usize, usize); P] {
        let columns = G::COLUMNS.output;
        let in_row = columns.div_ceil(S::LANES);
        let mut places = [(0, 0); P];
        for (index, at) in places.iter_mut().enumerate() {
            let (row, column) = ((first + index) / in_row, (first + index) % in_row);
            let window = G::ROWS.window(row, kernel_row);
            let window = window.unwrap_or(G::ROWS.output);
            *at = (window, (column * S::LANES).min(columns - S::LANES));
        }
        places
    }

    /// Adds the products of `P` patches with one place of the kernel, over all filters.
    #[inline(always)]
    fn filters<S: Isa, const R: usize, const P: usize>(
        &self,
        isa: S,
        kernels: &[G::Kernel<[f32; F]>; R],
        (kernel_row, place): (usize, usize),
        places: &[(usize, usize); P],
        sums: &mut [[S::Vector; P]; R],
    ) {
        let mut weights = [&[0.0; F]; R];
        for (weights, kernel) in weights.iter_mut().zip(kernels) {
            let row = G::kernel_rows(kernel).get(kernel_row);
            if let Some(row) = row.and_then(|row| row.as_ref().get(place)) {
                *weights = row;
            }
        }
        for (filter, plane) in self.d_output.iter().enumerate().take(F) {
            let mut values = [isa.splat(0.0); P];
            for (value, (window, column)) in values.iter_mut().zip(places) {
                let row = G::output_rows(plane).get(*window);
                let row = row.and_then(|row| row.as_ref().get(*column..));
                if let Some(vector) = S::vectors(row.unwrap_or_default()).first() {
                    *value = *vector;
                }
            }
            for (sums, weights) in sums.iter_mut().zip(weights) {
                let weight = isa.splat(slices::element(&weights[..], filter));
                add_product(isa, weight, &values, sums);
            }
        }
    }
}

/// The number of patches of the input gradient.
const fn patch_count<S: Isa, G: Geometry>() -> usize {
    G::ROWS.input * G::COLUMNS.output.div_ceil(S::LANES)
}
