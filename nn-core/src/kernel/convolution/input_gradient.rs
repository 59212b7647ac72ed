//! The gradient by a convolution's input.
//!
//! For one column of the kernel, the sums over filters and rows of the kernel run along the gradient's own rows, where
//! there are no borders; what they give is then added to the input's row, shifted by the column.

use super::{Convolution, NARROW, WIDE, add_products, tiles};

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
    /// `d_input[c][i+u][j+v] = sum d_output[f][i][j] weights[c][u][v][f]`
    pub fn input_gradient(
        d_output: &[[[f32; OW]; OH]],
        weights: &[[[[f32; F]; KW]; KH]],
        d_input: &mut [[[f32; W]; H]],
    ) {
        let channel = Self::channels::<4>(d_output, weights, d_input, 0);
        let channel = Self::channels::<2>(d_output, weights, d_input, channel);
        Self::channels::<1>(d_output, weights, d_input, channel);
    }

    /// As many whole blocks of `R` channels as there are from `channel` on; gives the first that is left.
    #[inline]
    fn channels<const R: usize>(
        d_output: &[[[f32; OW]; OH]],
        weights: &[[[[f32; F]; KW]; KH]],
        d_input: &mut [[[f32; W]; H]],
        mut channel: usize,
    ) -> usize {
        while channel + R <= d_input.len() {
            let kernels = weights.get(channel..).and_then(<[_]>::first_chunk);
            let planes = d_input.get_mut(channel..).and_then(<[_]>::first_chunk_mut);
            let (Some(kernels), Some(planes)) = (kernels, planes) else {
                break;
            };
            planes.as_flattened_mut().as_flattened_mut().fill(0.0);
            for row in 0..H {
                for place in 0..KW {
                    Self::shifted_row::<R>(d_output, kernels, planes, row, place);
                }
            }
            channel += R;
        }
        channel
    }

    /// What one row of `R` channels has from one column of the kernel.
    #[inline]
    fn shifted_row<const R: usize>(
        d_output: &[[[f32; OW]; OH]],
        kernels: &[[[[f32; F]; KW]; KH]; R],
        planes: &mut [[[f32; W]; H]; R],
        row: usize,
        place: usize,
    ) {
        let mut done = 0;
        for (column, width) in tiles(OW, 1, 1) {
            let at = (row, place, column);
            match width {
                WIDE => Self::shifted_tile::<R, WIDE>(d_output, kernels, planes, at, done),
                NARROW => Self::shifted_tile::<R, NARROW>(d_output, kernels, planes, at, done),
                _ => Self::shifted_tile::<R, 1>(d_output, kernels, planes, at, done),
            }
            done = column + width;
        }
    }

    /// The sums of `T` columns of the gradient; those from `done` on are added.
    #[inline]
    fn shifted_tile<const R: usize, const T: usize>(
        d_output: &[[[f32; OW]; OH]],
        kernels: &[[[[f32; F]; KW]; KH]; R],
        planes: &mut [[[f32; W]; H]; R],
        (row, place, column): (usize, usize, usize),
        done: usize,
    ) {
        let mut sums = [[0.0; T]; R];
        for kernel_row in 0..KH {
            let Some(window) = Self::ROWS.window(row, kernel_row) else {
                continue;
            };
            let weights = kernels.each_ref().map(|kernel| {
                let weights = kernel.get(kernel_row).and_then(|row| row.get(place));
                weights.unwrap_or(&[0.0; F])
            });
            for (filter, plane) in d_output.iter().enumerate().take(F) {
                let values = plane.get(window).and_then(|row| row.get(column..));
                let Some(values) = values.and_then(<[f32]>::first_chunk::<T>) else {
                    break;
                };
                let weights = weights.map(|weights| weights.get(filter));
                let weights = weights.map(|weight| weight.copied().unwrap_or_default());
                add_products(&mut sums, values, &weights);
            }
        }
        Self::add_shifted(&sums, planes, (row, place, column), done);
    }

    /// Adds the sums of `T` columns from `done` on to the places that they see through this column of the kernel.
    #[inline]
    fn add_shifted<const R: usize, const T: usize>(
        sums: &[[f32; T]; R],
        planes: &mut [[[f32; W]; H]; R],
        (row, place, column): (usize, usize, usize),
        done: usize,
    ) {
        let reaching = Self::COLUMNS.reaching(place);
        let first = reaching.start.max(done).max(column);
        let last = reaching.end.min(column + T);
        for (plane, sums) in planes.iter_mut().zip(sums) {
            let position = Self::COLUMNS.position(first, place);
            let places = plane.get_mut(row).and_then(|row| row.get_mut(position..));
            let places = places.unwrap_or_default().iter_mut().step_by(SW);
            let sums = sums.get(first - column..last.max(first) - column);
            for (place, sum) in places.zip(sums.unwrap_or_default()) {
                *place += sum;
            }
        }
    }
}
