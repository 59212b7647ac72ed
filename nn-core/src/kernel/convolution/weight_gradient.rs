//! The gradient with respect to the weights of a convolution, for one sample: a sum over all windows for each weight.
//!
//! ```text
//! for c in 0..C { for u in 0..KH { for v in 0..KW { for f in 0..F { for i in 0..OH { for j in 0..OW {
//!     d_w[c][u][v][f] += x[c][i * S + u][j * S + v] * d[f][i][j];
//! }}}}}}
//!
//!                          one vector of neighboring windows
//!                         +--------------+
//!  for each i, vector j:  | x[c][..][..] |
//!                         +--------------+
//!  d[f][i][j..]     x     | sums         |
//!  d[f+1][i][j..]   x     | sums         |    R filters; the lanes are added at the end
//!                         +--------------+
//! ```

use core::slice::from_ref;

use super::Convolution;
use super::patch::every;
use crate::geometry::Geometry;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::sum;
use crate::kernel::tile::{Table, for_sizes};
use crate::tensor::Cell;

/// The filters of a register tile: one vector of sums each.
const FILTERS: Table = &[
    // accumulators, vectors in a row of outputs, filters
    (12, 0, &[8, 4, 2, 1]),
    (0, 0, &[4, 2, 1]),
];

impl<G: Geometry, const F: usize> Convolution<G, F> {
    /// Visits the gradient of each parameter together with its index: the weights, then the biases if there are any.
    pub fn gradient(
        input: &[G::Input<f32>],
        d_output: &[G::Output<f32>],
        has_bias: bool,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Self::weight_gradient(input, d_output, visit);
        if has_bias {
            let biases = input.len() * G::PLACES * F;
            Self::bias_gradient(d_output, &mut |filter, d| visit(biases + filter, d));
        }
    }

    /// Visits the gradient of each weight of these channels together with its index.
    pub fn weight_gradient(
        input: &[G::Input<f32>],
        d_output: &[G::Output<f32>],
        visit: &mut impl FnMut(usize, f32),
    ) {
        dispatch(WeightGradient::<_, G, F> {
            input,
            d_output,
            visit,
        });
    }

    /// Visits the gradient of each bias together with its index.
    pub fn bias_gradient(d_output: &[G::Output<f32>], visit: &mut impl FnMut(usize, f32)) {
        for (filter, plane) in d_output.iter().enumerate() {
            visit(filter, sum(G::Output::flat(from_ref(plane))));
        }
    }
}

struct WeightGradient<'a, V, G: Geometry, const F: usize> {
    input: &'a [G::Input<f32>],
    d_output: &'a [G::Output<f32>],
    visit: &'a mut V,
}

impl<V: FnMut(usize, f32), G: Geometry, const F: usize> Kernel for WeightGradient<'_, V, G, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::FUSED && S::LANES > G::COLUMNS.output } {
            return isa.call_narrow(self);
        }
        self.places(isa);
    }
}

impl<V: FnMut(usize, f32), G: Geometry, const F: usize> WeightGradient<'_, V, G, F> {
    /// Visits `sum input[c][i+u][j+v] d_output[f][i][j]` together with the index of the weight `[c][u][v][f]`.
    #[inline(always)]
    fn places<S: Isa>(&mut self, isa: S) {
        let mut index = 0;
        for plane in self.input {
            for row in 0..G::ROWS.kernel {
                for column in 0..G::COLUMNS.kernel {
                    let (at, mut rest) = ((row, column), self.d_output);
                    for_sizes!(S, FILTERS, G::COLUMNS.output, R => {
                        rest = self.blocks::<S, R>(isa, plane, rest, at, &mut index);
                    });
                    debug_assert!(rest.is_empty(), "the last blocks have one filter");
                }
            }
        }
    }

    /// Computes the gradients of one place of the kernel, in complete blocks of `R` filters. Returns the remaining filters.
    #[inline(always)]
    fn blocks<'d, S: Isa, const R: usize>(
        &mut self,
        isa: S,
        plane: &G::Input<f32>,
        d_output: &'d [G::Output<f32>],
        place: (usize, usize),
        index: &mut usize,
    ) -> &'d [G::Output<f32>] {
        let (blocks, rest) = d_output.as_chunks::<R>();
        for block in blocks {
            for sum in Self::sums(isa, plane, block, place) {
                (self.visit)(*index, sum);
                *index += 1;
            }
        }
        rest
    }

    /// The gradients of one place of the kernel for `R` filters: sums over the windows in which the place is inside the input.
    #[inline(always)]
    fn sums<S: Isa, const R: usize>(
        isa: S,
        plane: &G::Input<f32>,
        d_output: &[G::Output<f32>; R],
        (row, column): (usize, usize),
    ) -> [f32; R] {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let mut lanes = [isa.splat(0.0); R];
        let reaching = columns.reaching(column);
        let first = columns.position(reaching.start, column);
        for window in rows.reaching(row) {
            let values = G::input_rows(plane).get(rows.position(window, row));
            let values = values.and_then(|row| row.as_ref().get(first..));
            let mut values = values.unwrap_or_default();
            let mut d_rows = [&[][..]; R];
            for (d_row, plane) in d_rows.iter_mut().zip(d_output) {
                let row = G::output_rows(plane).get(window);
                let row = row.and_then(|row| row.as_ref().get(reaching.clone()));
                *d_row = row.unwrap_or_default();
            }
            for _ in 0..reaching.len() / S::LANES {
                let x = every::<S, G>(isa, values);
                values = values.get(S::LANES * columns.stride..).unwrap_or_default();
                for (lanes, d_row) in lanes.iter_mut().zip(&mut d_rows) {
                    let d = S::vectors(d_row).first().copied().unwrap_or(isa.splat(0.0));
                    *d_row = d_row.get(S::LANES..).unwrap_or_default();
                    *lanes = isa.mul_add(x, d, *lanes);
                }
            }
            if !reaching.len().is_multiple_of(S::LANES) {
                let x = first_lanes(isa, values.iter().step_by(columns.stride));
                for (lanes, d_row) in lanes.iter_mut().zip(d_rows) {
                    *lanes = isa.mul_add(x, first_lanes(isa, d_row.iter()), *lanes);
                }
            }
        }
        let mut sums = [0.0; R];
        isa.lane_sums(&lanes, &mut sums);
        sums
    }
}

/// A vector of the values, followed by zeros.
#[inline(always)]
fn first_lanes<'a, S: Isa>(isa: S, values: impl Iterator<Item = &'a f32>) -> S::Vector {
    let mut lanes = [0.0; 16];
    for (lane, value) in lanes.iter_mut().take(S::LANES).zip(values) {
        *lane = *value;
    }
    S::vectors(&lanes)
        .first()
        .copied()
        .unwrap_or(isa.splat(0.0))
}
