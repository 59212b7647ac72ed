//! The forward pass for outputs whose rows are shorter than any vector: one column at a time.

use super::forward::Forward;
use crate::geometry::{Along, Geometry};

impl<G: Geometry, const F: usize> Forward<'_, G, F> {
    /// Computes complete blocks of `R` filters from `filter` on, one column at a time. Returns the first remaining filter.
    #[inline(always)]
    pub(super) fn columns<const R: usize>(&mut self, mut filter: usize) -> usize {
        while let Some(bias) = self.bias.get(filter..).and_then(<[f32]>::first_chunk::<R>) {
            for row in 0..G::ROWS.output {
                for column in 0..G::COLUMNS.output {
                    let sums = self.sums(bias.map(|bias| bias + 0.0), filter, row, column);
                    for (plane, sum) in self.output.iter_mut().skip(filter).zip(sums) {
                        let row = G::output_rows_mut(plane).get_mut(row);
                        if let Some(place) = row.and_then(|row| row.as_mut().get_mut(column)) {
                            *place = sum;
                        }
                    }
                }
            }
            filter += R;
        }
        filter
    }

    /// The sums of `R` filters at one position of the output.
    #[inline(always)]
    fn sums<const R: usize>(
        &self,
        mut sums: [f32; R],
        filter: usize,
        row: usize,
        column: usize,
    ) -> [f32; R] {
        let (window_rows, window_columns) = (G::ROWS.covered(row), G::COLUMNS.covered(column));
        let first_row = G::ROWS.position(row, window_rows.start);
        let first_column = G::COLUMNS.position(column, window_columns.start);
        for (plane, kernel) in self.input.iter().zip(self.weights) {
            let values = G::input_rows(plane).get(first_row..).unwrap_or_default();
            let kernel = G::kernel_rows(kernel).get(window_rows.clone());
            pairs::<G::Rows, _, _>(values, kernel.unwrap_or_default(), |values, kernel| {
                let values = values.as_ref().get(first_column..).unwrap_or_default();
                let kernel = kernel.as_ref().get(window_columns.clone());
                pairs::<G::Columns, _, _>(values, kernel.unwrap_or_default(), |value, weights| {
                    let weights = weights.get(filter..).unwrap_or_default();
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += value * weight;
                    }
                });
            });
        }
        sums
    }
}

/// Visits each place of a window with the value at that place.
#[inline(always)]
fn pairs<A: Along, X, Y>(values: &[X], places: &[Y], mut visit: impl FnMut(&X, &Y)) {
    // `step_by(1)` takes more instructions than an iterator without a step.
    if const { A::AXIS.dilation == 1 } {
        for (value, place) in values.iter().zip(places) {
            visit(value, place);
        }
    } else {
        for (value, place) in values.iter().step_by(A::AXIS.dilation).zip(places) {
            visit(value, place);
        }
    }
}
