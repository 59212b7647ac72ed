//! Pooling: the largest value and the mean of a window. Padding is never the largest; in a mean it counts as zeros, or not at all.

use core::ops::Range;

use super::elementwise::for_each_pair;
use super::taken::Taken;
use crate::sum::{BLOCK, Sum};
use crate::window::{Axis, Slide2d};

/// Pooling of planes of `H` x `W` by windows of `KH` x `KW`, to `OH` x `OW` places in steps of `SH` and `SW`, beginning `PT` rows above
/// and `PL` columns left of the plane.
#[derive(Debug)]
pub struct Pooling<
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> {}

impl<
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Pooling<H, W, OH, OW, KH, KW, SH, SW, PT, PL>
{
    const ROWS: Axis = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW)[0];
    const COLUMNS: Axis = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW)[1];

    /// What is taken of each window of each plane.
    #[inline]
    pub fn forward<T: Taken>(planes: &[[[f32; W]; H]], outputs: &mut [[[f32; OW]; OH]]) {
        if T::IS_LARGEST {
            for_each_pair(planes, outputs, Self::largest);
        } else {
            for_each_pair(planes, outputs, Self::mean::<T>);
        }
    }

    /// The gradient by a plane.
    #[inline]
    pub fn gradient<T: Taken>(
        plane: &[[f32; W]; H],
        d_output: &[[f32; OW]; OH],
        d_plane: &mut [[f32; W]; H],
    ) {
        d_plane.as_flattened_mut().fill(0.0);
        if T::IS_LARGEST {
            Self::largest_gradient(plane, d_output, d_plane);
        } else {
            Self::mean_gradient::<T>(d_output, d_plane);
        }
    }

    /// The largest value of each window; a NaN is larger than all, so that bad data is found.
    #[inline(always)]
    fn largest(plane: &[[f32; W]; H], output: &mut [[f32; OW]; OH]) {
        for (row, output) in output.iter_mut().enumerate() {
            output.fill(f32::NEG_INFINITY);
            Self::each(plane, row, output, larger);
        }
    }

    /// The mean of each window.
    #[inline(always)]
    fn mean<T: Taken>(plane: &[[f32; W]; H], output: &mut [[f32; OW]; OH]) {
        for (row, output) in output.iter_mut().enumerate() {
            if const { KH * KW > 2 * BLOCK } {
                Self::long_sums(plane, row, output);
            } else {
                output.fill(0.0);
                Self::each(plane, row, output, |sum, value| sum + value);
            }
            let rows = Self::counted::<T>(Self::ROWS, row);
            for (column, sum) in output.iter_mut().enumerate() {
                *sum *= Self::share::<T>(rows, column);
            }
        }
    }

    /// The sum of each window of a row, without the error of a long sum.
    #[inline(always)]
    fn long_sums(plane: &[[f32; W]; H], row: usize, output: &mut [f32; OW]) {
        for (column, output) in output.iter_mut().enumerate() {
            let places = Self::COLUMNS.covered(column);
            let first = Self::COLUMNS.position(column, places.start);
            let mut sum = Sum::up_to(KH * KW);
            for values in plane.get(Self::rows(row)).unwrap_or_default() {
                let values = values.get(first..first + places.len());
                for value in values.unwrap_or_default() {
                    sum.add(*value);
                }
            }
            *output = sum.value();
        }
    }

    /// Whether windows stand side by side, each of them in the plane.
    const SIDE_BY_SIDE: bool = KW == SW && PL == 0 && OW * SW <= W;

    /// Joins each window's values with its output, row by row and column by column of the window.
    #[inline(always)]
    fn each(
        plane: &[[f32; W]; H],
        row: usize,
        output: &mut [f32; OW],
        join: impl Fn(f32, f32) -> f32,
    ) {
        for values in plane.get(Self::rows(row)).unwrap_or_default() {
            if Self::SIDE_BY_SIDE {
                for (output, values) in output.iter_mut().zip(values.as_chunks::<KW>().0) {
                    *output = values
                        .iter()
                        .fold(*output, |joined, value| join(joined, *value));
                }
                continue;
            }
            for place in 0..KW {
                let columns = Self::COLUMNS.reaching(place);
                let first = Self::COLUMNS.position(columns.start, place);
                let values = values.get(first..).unwrap_or_default();
                let output = output.get_mut(columns).unwrap_or_default();
                for (output, value) in output.iter_mut().zip(values.iter().step_by(SW)) {
                    *output = join(*output, *value);
                }
            }
        }
    }

    /// Adds each window's gradient to where its largest value, the first of equals, is found again.
    fn largest_gradient(
        plane: &[[f32; W]; H],
        d_output: &[[f32; OW]; OH],
        d_plane: &mut [[f32; W]; H],
    ) {
        for (row, d_output) in d_output.iter().enumerate() {
            for (column, d_output) in d_output.iter().enumerate() {
                let mut largest = (f32::NEG_INFINITY, None);
                let columns = Self::COLUMNS.covered(column);
                let columns = Self::COLUMNS.position(column, columns.start)
                    ..Self::COLUMNS.position(column, columns.end);
                for place in Self::rows(row) {
                    let values = plane.get(place).and_then(|row| row.get(columns.clone()));
                    for (index, value) in values.unwrap_or_default().iter().enumerate() {
                        if largest.1.is_none() || is_larger(*value, largest.0) {
                            largest = (*value, Some((place, columns.start + index)));
                        }
                    }
                }
                let d_place = largest
                    .1
                    .and_then(|(row, column)| d_plane.get_mut(row)?.get_mut(column));
                if let Some(d_place) = d_place {
                    *d_place += d_output;
                }
            }
        }
    }

    /// Spreads each window's gradient over the values that it saw.
    fn mean_gradient<T: Taken>(d_output: &[[f32; OW]; OH], d_plane: &mut [[f32; W]; H]) {
        for (row, d_output) in d_output.iter().enumerate() {
            let (rows, counted) = (Self::rows(row), Self::counted::<T>(Self::ROWS, row));
            for (column, d_output) in d_output.iter().enumerate() {
                let d = d_output * Self::share::<T>(counted, column);
                let columns = Self::COLUMNS.covered(column);
                let first = Self::COLUMNS.position(column, columns.start);
                for values in d_plane.get_mut(rows.clone()).unwrap_or_default() {
                    let values = values.get_mut(first..first + columns.len());
                    values
                        .unwrap_or_default()
                        .iter_mut()
                        .for_each(|value| *value += d);
                }
            }
        }
    }

    /// The rows that the windows of this row see.
    #[inline]
    fn rows(row: usize) -> Range<usize> {
        let places = Self::ROWS.covered(row);
        let first = Self::ROWS.position(row, places.start);
        first..first + places.len()
    }

    /// How many places of the window `index` count in its mean.
    #[inline]
    fn counted<T: Taken>(axis: Axis, index: usize) -> usize {
        match T::COUNTS_PADDING {
            true => axis.padded(index),
            false => axis.covered(index).len(),
        }
    }

    /// The share of one value in the mean of a window of so many rows.
    #[inline]
    fn share<T: Taken>(rows: usize, column: usize) -> f32 {
        1.0 / (rows * Self::counted::<T>(Self::COLUMNS, column)) as f32
    }
}

/// The larger of the largest so far and a value.
#[inline(always)]
fn larger(largest: f32, value: f32) -> f32 {
    // `|`, not `||`: both are computed, for many numbers at a time
    if (value > largest) | value.is_nan() {
        value
    } else {
        largest
    }
}

/// Whether a value takes the place of the largest so far.
#[inline]
fn is_larger(value: f32, largest: f32) -> bool {
    value > largest || value.is_nan() && !largest.is_nan()
}
