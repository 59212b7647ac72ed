//! The gradient by a convolution's weights, of one sample: each weight gathers from all places at which it was used.

use super::{Convolution, every};
use crate::kernel::sum;

/// The lanes in which the columns of a row are added up.
const LANES: usize = 4;

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
    /// Shows the gradient of each parameter with its index: the weights, then the biases.
    pub fn gradient(
        input: &[[[f32; W]; H]],
        d_output: &[[[f32; OW]; OH]],
        visit: &mut impl FnMut(usize, f32),
    ) {
        Self::weight_gradient(input, d_output, visit);
        let biases = input.len() * KH * KW * F;
        for (filter, plane) in d_output.iter().enumerate() {
            visit(biases + filter, sum(plane.as_flattened()));
        }
    }

    /// Shows `sum input[c][i+u][j+v] d_output[f][i][j]` with the index of the weight `[c][u][v][f]` among all.
    fn weight_gradient(
        input: &[[[f32; W]; H]],
        d_output: &[[[f32; OW]; OH]],
        visit: &mut impl FnMut(usize, f32),
    ) {
        let mut index = 0;
        for plane in input {
            for row in 0..KH {
                for column in 0..KW {
                    let at = (row, column);
                    let rest = Self::blocks::<4>(plane, d_output, at, &mut index, visit);
                    let rest = Self::blocks::<2>(plane, rest, at, &mut index, visit);
                    Self::blocks::<1>(plane, rest, at, &mut index, visit);
                }
            }
        }
    }

    /// The gradients of one place of the kernel, by as many whole blocks of `R` filters as there are; gives the rest.
    #[inline]
    fn blocks<'a, const R: usize>(
        plane: &[[f32; W]; H],
        d_output: &'a [[[f32; OW]; OH]],
        place: (usize, usize),
        index: &mut usize,
        visit: &mut impl FnMut(usize, f32),
    ) -> &'a [[[f32; OW]; OH]] {
        let (blocks, rest) = d_output.as_chunks::<R>();
        for block in blocks {
            for sum in Self::sums(plane, block, place) {
                visit(*index, sum);
                *index += 1;
            }
        }
        rest
    }

    /// The gradients of one place of the kernel by `R` filters: over the windows in which it lies over the image.
    #[inline]
    fn sums<const R: usize>(
        plane: &[[f32; W]; H],
        d_output: &[[[f32; OW]; OH]; R],
        (row, column): (usize, usize),
    ) -> [f32; R] {
        let mut lanes = [[0.0; LANES]; R];
        let columns = Self::COLUMNS.reaching(column);
        let first = Self::COLUMNS.position(columns.start, column);
        for window in Self::ROWS.reaching(row) {
            let values = plane.get(Self::ROWS.position(window, row));
            let mut values = values.and_then(|row| row.get(first..)).unwrap_or_default();
            let mut d_rows = d_output.each_ref().map(|plane| {
                let row = plane.get(window).map_or(&[][..], |row| row);
                row.get(columns.clone()).unwrap_or_default()
            });
            for _ in 0..columns.len() / LANES {
                let Some(x) = every::<LANES, SW>(values) else {
                    break;
                };
                values = values.get(LANES * SW..).unwrap_or_default();
                for (lanes, d_row) in lanes.iter_mut().zip(&mut d_rows) {
                    let Some((d, rest)) = d_row.split_first_chunk::<LANES>() else {
                        break;
                    };
                    *d_row = rest;
                    for (lane, (x, d)) in lanes.iter_mut().zip(x.iter().zip(d)) {
                        *lane += x * d;
                    }
                }
            }
            for (lanes, d_row) in lanes.iter_mut().zip(d_rows) {
                let rest = values.iter().step_by(SW).zip(d_row);
                for (lane, (x, d)) in lanes.iter_mut().zip(rest) {
                    *lane += x * d;
                }
            }
        }
        lanes.map(|[a, b, c, d]| (a + c) + (b + d))
    }
}
