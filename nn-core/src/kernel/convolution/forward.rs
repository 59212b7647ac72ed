//! The forward pass of a convolution.
//!
//! ```text
//! for f in 0..F { for i in 0..OH { for j in 0..OW {
//!     y[f][i][j] = bias[f];
//!     for c in 0..C { for u in 0..KH { for v in 0..KW {
//!         y[f][i][j] += x[c][i * S + u][j * S + v] * w[c][u][v][f];
//!     }}}
//! }}}
//!
//!                         P patches: vectors of neighboring columns
//!                        +-------------+-------------+
//!  for each c, u, v:     | x[c][..][..]| x[c][..][..]|
//!                        +-------------+-------------+
//!  w[c][u][v][f]    ->   | sums        | sums        |
//!  w[c][u][v][f+1]  ->   | sums        | sums        |    R filters; each weight is broadcast
//!                        +-------------+-------------+
//! ```

use super::blocks::{has_blocks, sixes, starts};
use super::patch::{Sight, every};
use super::{Convolution, MOST};
use crate::geometry::{Geometry, KernelRow};
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::{Table, add_product, for_sizes};
use crate::kernel::unroll::unroll;
use crate::slices;

/// The filters of a register tile of two patches.
const FILTERS: Table = &[
    // accumulators, vectors in a row of outputs, filters
    (12, 0, &[6, 4, 2, 1]),
    (8, 0, &[4, 2, 1]),
    (0, 0, &[2, 1]),
];

impl<G: Geometry, const F: usize> Convolution<G, F> {
    /// `output[f][i][j] = bias[f] + sum input[c][i+u][j+v] weights[c][u][v][f]`
    pub fn forward(
        input: &[G::Input<f32>],
        weights: &[G::Kernel<[f32; F]>],
        bias: &[f32; F],
        output: &mut [G::Output<f32>],
    ) {
        dispatch(Forward::<G, F> {
            input,
            weights,
            bias,
            output,
        });
    }
}

pub(super) struct Forward<'a, G: Geometry, const F: usize> {
    pub(super) input: &'a [G::Input<f32>],
    pub(super) weights: &'a [G::Kernel<[f32; F]>],
    pub(super) bias: &'a [f32; F],
    pub(super) output: &'a mut [G::Output<f32>],
}

impl<G: Geometry, const F: usize> Kernel for Forward<'_, G, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::LANES > G::COLUMNS.output } {
            return isa.call_narrow(self);
        }
        self.images(isa);
    }
}

impl<G: Geometry, const F: usize> Forward<'_, G, F> {
    /// Computes all outputs with the longest vectors that fit into a row of the output.
    #[inline(always)]
    fn images<S: Isa>(&mut self, isa: S) {
        if const { S::LANES == 1 } {
            let filter = self.columns::<4>(0);
            let filter = self.columns::<2>(filter);
            self.columns::<1>(filter);
        } else if const { S::LANES <= G::COLUMNS.output && seen::<S, G>() <= MOST } {
            let mut filter = 0;
            for_sizes!(S, FILTERS, G::COLUMNS.output, R => {
                if const { has_blocks::<S>(F, R) } {
                    let end = if const { R == 6 } { const { sixes::<S>(F) } } else { F };
                    filter = self.filters::<S, R, 2>(isa, filter, end);
                }
            });
            debug_assert!(filter == F, "the last blocks have one filter");
        } else {
            self.images(isa.narrow());
        }
    }

    /// Computes complete blocks of `R` filters from `filter` to `end`, for `P` patches at a time. Returns the first remaining filter.
    #[inline(always)]
    fn filters<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        mut filter: usize,
        end: usize,
    ) -> usize {
        let patches = const { patch_count::<S, G>() };
        while filter + R <= end {
            if const { patch_count::<S, G>() < P } {
                (0..patches).for_each(|patch| self.tile::<S, R, 1>(isa, filter, patch));
            } else {
                for first in starts(patches, P) {
                    self.tile::<S, R, P>(isa, filter, first);
                }
            }
            filter += R;
        }
        filter
    }

    /// Computes a tile of `R` filters by `P` patches, from the patch `first` on.
    #[inline(always)]
    fn tile<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        filter: usize,
        first: usize,
    ) {
        let Some(bias) = slices::chunk::<_, R>(self.bias, filter) else {
            return;
        };
        let mut sums = bias.map(|bias| [isa.splat(bias + 0.0); P]);
        let columns = G::COLUMNS;
        let in_row = columns.output.div_ceil(S::LANES);
        let mut places = [(0, 0); P];
        let mut sights = [Sight::NOTHING; P];
        for (index, (place, sight)) in places.iter_mut().zip(&mut sights).enumerate() {
            let (row, column) = ((first + index) / in_row, (first + index) % in_row);
            *place = (row, (column * S::LANES).min(columns.output - S::LANES));
            sight.look(place.1 * columns.stride, columns, seen::<S, G>());
        }
        for (plane, kernel) in self.input.iter().zip(self.weights) {
            for (kernel_row, kernel) in G::kernel_rows(kernel).iter().enumerate() {
                let mut seen = [&[][..]; P];
                let mut sees_rows = false;
                for ((seen, sight), (row, column)) in seen.iter_mut().zip(&mut sights).zip(places) {
                    let row = row_under::<G>(plane, row, kernel_row);
                    sees_rows |= row.is_some();
                    *seen = match row {
                        Some(row) if !columns.has_borders() => {
                            slices::range(row, column * columns.stride..)
                        }
                        row => sight.of(row),
                    };
                }
                if sees_rows {
                    products::<S, G, R, P, F>(isa, &seen, kernel, filter, &mut sums);
                }
            }
        }
        store::<S, G, R, P>(self.output, filter, &places, sums);
    }
}

/// The row of the input at the row `place` of the windows in the output row `window`. Returns `None` if that is padding.
#[inline(always)]
fn row_under<G: Geometry>(plane: &G::Input<f32>, window: usize, place: usize) -> Option<&[f32]> {
    let position = window * G::ROWS.stride + place * G::ROWS.dilation;
    let row = G::input_rows(plane).get(position.checked_sub(G::ROWS.before)?)?;
    Some(row.as_ref())
}

/// The number of values of a row that a vector of neighboring windows covers.
const fn seen<S: Isa, G: Geometry>() -> usize {
    (S::LANES - 1) * G::COLUMNS.stride + G::COLUMNS.span()
}

/// The number of patches of an output.
const fn patch_count<S: Isa, G: Geometry>() -> usize {
    G::ROWS.output * G::COLUMNS.output.div_ceil(S::LANES)
}

/// Writes the sums of a tile to the output.
#[inline(always)]
fn store<S: Isa, G: Geometry, const R: usize, const P: usize>(
    output: &mut [G::Output<f32>],
    filter: usize,
    places: &[(usize, usize); P],
    sums: [[S::Vector; P]; R],
) {
    for (plane, sums) in output.iter_mut().skip(filter).zip(sums) {
        for ((row, column), sum) in places.iter().zip(sums) {
            let row = G::output_rows_mut(plane).get_mut(*row);
            let place = row.and_then(|row| row.as_mut().get_mut(*column..));
            if let Some(place) = S::vectors_mut(place.unwrap_or_default()).first_mut() {
                *place = sum;
            }
        }
    }
}

/// Adds the products of one row of the kernel with the part of a row that each of `P` patches covers.
#[inline(always)]
fn products<S: Isa, G: Geometry, const R: usize, const P: usize, const F: usize>(
    isa: S,
    seen: &[&[f32]; P],
    kernel: &KernelRow<G, [f32; F]>,
    filter: usize,
    sums: &mut [[S::Vector; P]; R],
) {
    for (place, weights) in kernel.as_ref().iter().enumerate() {
        let weights = weights.get(filter..).and_then(<[f32]>::first_chunk::<R>);
        let Some(weights) = weights else { return };
        let values = seen.map(|seen| seen.get(place * G::COLUMNS.dilation..).unwrap_or_default());
        let mut vectors = [isa.splat(0.0); P];
        unroll!(P, patch => {
            if let (Some(vector), Some(values)) = (vectors.get_mut(patch), values.get(patch)) {
                *vector = every::<S, G>(isa, values);
            }
        });
        unroll!(R, row => {
            if let (Some(sums), Some(weight)) = (sums.get_mut(row), weights.get(row)) {
                add_product(isa, isa.splat(*weight), &vectors, sums);
            }
        });
    }
}
