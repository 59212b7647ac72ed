//! The way forward where a row of the output is shorter than every vector: one column at a time.

use super::Convolution;
use super::forward::Forward;

impl<
    const H: usize,
    const W: usize,
    const F: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Forward<'_, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// As many whole blocks of `R` filters as there are from `filter` on, one column at a time; gives the first that is left.
    #[inline(always)]
    pub(super) fn columns<const R: usize>(&mut self, mut filter: usize) -> usize {
        while let Some(bias) = self.bias.get(filter..).and_then(<[f32]>::first_chunk::<R>) {
            for row in 0..OH {
                for column in 0..OW {
                    let sums = self.sums(bias.map(|bias| bias + 0.0), filter, row, column);
                    for (plane, sum) in self.output.iter_mut().skip(filter).zip(sums) {
                        if let Some(place) = plane.get_mut(row).and_then(|row| row.get_mut(column))
                        {
                            *place = sum;
                        }
                    }
                }
            }
            filter += R;
        }
        filter
    }

    /// What `R` filters see at one place.
    #[inline(always)]
    fn sums<const R: usize>(
        &self,
        mut sums: [f32; R],
        filter: usize,
        row: usize,
        column: usize,
    ) -> [f32; R] {
        let [rows, columns] = [
            Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::ROWS,
            Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::COLUMNS,
        ];
        let (window_rows, window_columns) = (rows.covered(row), columns.covered(column));
        let first_row = rows.position(row, window_rows.start);
        let first_column = columns.position(column, window_columns.start);
        for (plane, kernel) in self.input.iter().zip(self.weights) {
            let values = plane.get(first_row..).unwrap_or_default();
            let kernel = kernel.get(window_rows.clone()).unwrap_or_default();
            for (values, kernel) in values.iter().zip(kernel) {
                let values = values.get(first_column..).unwrap_or_default();
                let kernel = kernel.get(window_columns.clone()).unwrap_or_default();
                for (value, weights) in values.iter().zip(kernel) {
                    let weights = weights.get(filter..).unwrap_or_default();
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += value * weight;
                    }
                }
            }
        }
        sums
    }
}
