//! The way forward of a convolution.

use super::{Convolution, NARROW, Sight, WIDE, add_products, every, tiles};

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
> Convolution<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// `output[f][i][j] = bias[f] + sum input[c][i+u][j+v] weights[c][u][v][f]`
    pub fn forward(
        input: &[[[f32; W]; H]],
        weights: &[[[[f32; F]; KW]; KH]],
        bias: &[f32; F],
        output: &mut [[[f32; OW]; OH]],
    ) {
        let filter = Self::filters::<4>(input, weights, bias, output, 0);
        let filter = Self::filters::<2>(input, weights, bias, output, filter);
        Self::filters::<1>(input, weights, bias, output, filter);
    }

    /// As many whole blocks of `R` filters as there are from `filter` on; gives the first that is left.
    #[inline]
    fn filters<const R: usize>(
        input: &[[[f32; W]; H]],
        weights: &[[[[f32; F]; KW]; KH]],
        bias: &[f32; F],
        output: &mut [[[f32; OW]; OH]],
        mut filter: usize,
    ) -> usize {
        while filter + R <= F {
            let bias = bias.get(filter..).and_then(<[f32]>::first_chunk);
            let planes = output.get_mut(filter..).and_then(<[_]>::first_chunk_mut);
            let (Some(bias), Some(planes)) = (bias, planes) else {
                break;
            };
            for row in 0..OH {
                Self::row::<R>(input, weights, bias, planes, filter, row);
            }
            filter += R;
        }
        filter
    }

    /// One row of the outputs of `R` filters.
    #[inline]
    fn row<const R: usize>(
        input: &[[[f32; W]; H]],
        weights: &[[[[f32; F]; KW]; KH]],
        bias: &[f32; R],
        planes: &mut [[[f32; OW]; OH]; R],
        filter: usize,
        row: usize,
    ) {
        for (column, width) in tiles(OW, KW, SW) {
            let at = (filter, row, column);
            match width {
                WIDE => Self::tile::<R, WIDE>(input, weights, bias, planes, at),
                NARROW => Self::tile::<R, NARROW>(input, weights, bias, planes, at),
                _ => Self::tile::<R, 1>(input, weights, bias, planes, at),
            }
        }
    }

    /// `R` filters by `T` columns.
    #[inline]
    fn tile<const R: usize, const T: usize>(
        input: &[[[f32; W]; H]],
        weights: &[[[[f32; F]; KW]; KH]],
        bias: &[f32; R],
        planes: &mut [[[f32; OW]; OH]; R],
        (filter, row, column): (usize, usize, usize),
    ) {
        let mut sums = bias.map(|bias| [bias; T]);
        let mut sight = Sight::new(column * SW, PL, (T - 1) * SW + KW, W);
        let window_rows = Self::ROWS.covered(row);
        let first_row = Self::ROWS.position(row, window_rows.start);
        let places = match T {
            1 => Self::COLUMNS.covered(column),
            _ => 0..KW,
        };
        let first_column = Self::COLUMNS.position(column, places.start);
        for (plane, kernel) in input.iter().zip(weights) {
            let rows = plane.get(first_row..).unwrap_or_default();
            let kernel = kernel.get(window_rows.clone()).unwrap_or_default();
            for (values, kernel) in rows.iter().zip(kernel) {
                let values = match T {
                    1 => values.get(first_column..).unwrap_or_default(),
                    _ => sight.of(values),
                };
                let kernel = kernel.get(places.clone()).unwrap_or_default();
                for (place, weights) in kernel.iter().enumerate() {
                    let weights = weights.get(filter..).and_then(<[f32]>::first_chunk::<R>);
                    let values = every::<T, SW>(values.get(place..).unwrap_or_default());
                    let (Some(weights), Some(values)) = (weights, values) else {
                        break;
                    };
                    add_products(&mut sums, &values, weights);
                }
            }
        }
        store(&sums, planes, row, column);
    }
}

/// Puts the sums of a tile where they belong.
#[inline]
fn store<const R: usize, const T: usize, const OH: usize, const OW: usize>(
    sums: &[[f32; T]; R],
    planes: &mut [[[f32; OW]; OH]; R],
    row: usize,
    column: usize,
) {
    for (plane, sums) in planes.iter_mut().zip(sums) {
        let places = plane.get_mut(row).and_then(|row| row.get_mut(column..));
        if let Some(places) = places.and_then(<[f32]>::first_chunk_mut) {
            *places = *sums;
        }
    }
}
