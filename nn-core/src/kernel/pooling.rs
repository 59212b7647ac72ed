//! Pooling: the maximum or the average of each window. Padding is never the maximum. In an average it counts as zeros or not at all.

use core::marker::PhantomData;
use core::ops::Range;
use core::slice::from_mut;

use super::elementwise::for_each_pair;
use super::pool_kind::PoolKind;
use crate::geometry::{Axis, Geometry, InputRow, KernelRow, OutputRow};
use crate::sum::{BLOCK, Sum};
use crate::tensor::Cell;

/// Pooling with the geometry `G`.
#[derive(Debug)]
pub struct Pooling<G>(PhantomData<G>);

impl<G: Geometry> Pooling<G> {
    /// The maximum or the average of each window of each plane.
    #[inline]
    pub fn forward<T: PoolKind>(planes: &[G::Input<f32>], outputs: &mut [G::Output<f32>]) {
        if T::IS_MAX {
            for_each_pair(planes, outputs, Self::max);
        } else {
            for_each_pair(planes, outputs, Self::average::<T>);
        }
    }

    /// The gradient with respect to a plane.
    #[inline]
    pub fn gradient<T: PoolKind>(
        plane: &G::Input<f32>,
        d_output: &G::Output<f32>,
        d_plane: &mut G::Input<f32>,
    ) {
        G::Input::flat_mut(from_mut(d_plane)).fill(0.0);
        if T::IS_MAX {
            Self::max_gradient(plane, d_output, d_plane);
        } else {
            Self::average_gradient::<T>(d_output, d_plane);
        }
    }

    /// The maximum of each window. NaN counts as larger than all numbers, so that bad data is detected.
    #[inline(always)]
    fn max(plane: &G::Input<f32>, output: &mut G::Output<f32>) {
        for (row, output) in G::output_rows_mut(output).iter_mut().enumerate() {
            output.as_mut().fill(f32::NEG_INFINITY);
            Self::each(plane, row, output, larger);
        }
    }

    /// The average of each window.
    #[inline(always)]
    fn average<T: PoolKind>(plane: &G::Input<f32>, output: &mut G::Output<f32>) {
        for (row, output) in G::output_rows_mut(output).iter_mut().enumerate() {
            if const { G::PLACES > 2 * BLOCK } {
                Self::long_sums(plane, row, output);
            } else {
                output.as_mut().fill(0.0);
                Self::each(plane, row, output, |sum, value| sum + value);
            }
            let rows = Self::counted::<T>(G::ROWS, row);
            for (column, sum) in output.as_mut().iter_mut().enumerate() {
                *sum *= Self::share::<T>(rows, column);
            }
        }
    }

    /// The sum of each window of a row, with an error that does not grow with the length.
    #[inline(always)]
    fn long_sums(plane: &G::Input<f32>, row: usize, output: &mut OutputRow<G, f32>) {
        for (column, output) in output.as_mut().iter_mut().enumerate() {
            let places = G::COLUMNS.covered(column);
            let first = G::COLUMNS.position(column, places.start);
            let mut sum = Sum::up_to(G::PLACES);
            for values in Self::seen(plane, row) {
                let values = values.as_ref().get(first..first + places.len());
                for value in values.unwrap_or_default() {
                    sum.add(*value);
                }
            }
            *output = sum.value();
        }
    }

    /// Whether the windows neither overlap nor leave gaps in a row, and are all inside the plane.
    const SIDE_BY_SIDE: bool = G::COLUMNS.kernel == G::COLUMNS.stride
        && G::COLUMNS.before == 0
        && G::COLUMNS.output * G::COLUMNS.stride <= G::COLUMNS.input;

    /// Combines the values of each window with its output, row by row and column by column of the window.
    #[inline(always)]
    fn each(
        plane: &G::Input<f32>,
        row: usize,
        output: &mut OutputRow<G, f32>,
        join: impl Fn(f32, f32) -> f32,
    ) {
        let output = output.as_mut();
        for values in Self::seen(plane, row) {
            let values = values.as_ref();
            if Self::SIDE_BY_SIDE {
                for (output, window) in output.iter_mut().zip(KernelRow::<G, f32>::cells(values)) {
                    *output = window
                        .as_ref()
                        .iter()
                        .fold(*output, |joined, value| join(joined, *value));
                }
                continue;
            }
            for place in 0..G::COLUMNS.kernel {
                let columns = G::COLUMNS.reaching(place);
                let first = G::COLUMNS.position(columns.start, place);
                let values = values.get(first..).unwrap_or_default();
                let output = output.get_mut(columns).unwrap_or_default();
                for (output, value) in output
                    .iter_mut()
                    .zip(values.iter().step_by(G::COLUMNS.stride))
                {
                    *output = join(*output, *value);
                }
            }
        }
    }

    /// Adds the gradient of each window at its maximum, which is searched for again: the first of several equal values.
    fn max_gradient(plane: &G::Input<f32>, d_output: &G::Output<f32>, d_plane: &mut G::Input<f32>) {
        for (row, d_output) in G::output_rows(d_output).iter().enumerate() {
            for (column, d_output) in d_output.as_ref().iter().enumerate() {
                let mut max = (f32::NEG_INFINITY, None);
                let columns = G::COLUMNS.covered(column);
                let columns = G::COLUMNS.position(column, columns.start)
                    ..G::COLUMNS.position(column, columns.end);
                for place in Self::rows(row) {
                    let values = G::input_rows(plane).get(place);
                    let values = values.and_then(|row| row.as_ref().get(columns.clone()));
                    for (index, value) in values.unwrap_or_default().iter().enumerate() {
                        if max.1.is_none() || is_larger(*value, max.0) {
                            max = (*value, Some((place, columns.start + index)));
                        }
                    }
                }
                let d_place = max.1.and_then(|(row, column)| {
                    let row = G::input_rows_mut(d_plane).get_mut(row)?;
                    row.as_mut().get_mut(column)
                });
                if let Some(d_place) = d_place {
                    *d_place += d_output;
                }
            }
        }
    }

    /// Distributes the gradient of each window over the values in it.
    fn average_gradient<T: PoolKind>(d_output: &G::Output<f32>, d_plane: &mut G::Input<f32>) {
        for (row, d_output) in G::output_rows(d_output).iter().enumerate() {
            let (rows, counted) = (Self::rows(row), Self::counted::<T>(G::ROWS, row));
            for (column, d_output) in d_output.as_ref().iter().enumerate() {
                let d = d_output * Self::share::<T>(counted, column);
                let columns = G::COLUMNS.covered(column);
                let first = G::COLUMNS.position(column, columns.start);
                for values in G::input_rows_mut(d_plane)
                    .get_mut(rows.clone())
                    .unwrap_or_default()
                {
                    let values = values.as_mut().get_mut(first..first + columns.len());
                    values
                        .unwrap_or_default()
                        .iter_mut()
                        .for_each(|value| *value += d);
                }
            }
        }
    }

    /// The rows of the input that the windows of a row of the output cover.
    #[inline(always)]
    fn seen(plane: &G::Input<f32>, row: usize) -> &[InputRow<G, f32>] {
        let rows = G::input_rows(plane).get(Self::rows(row));
        rows.unwrap_or_default()
    }

    /// The positions of the rows of the input that the windows of a row of the output cover.
    #[inline]
    fn rows(row: usize) -> Range<usize> {
        let places = G::ROWS.covered(row);
        let first = G::ROWS.position(row, places.start);
        first..first + places.len()
    }

    /// The number of places of the window `index` that its average counts.
    #[inline]
    fn counted<T: PoolKind>(axis: Axis, index: usize) -> usize {
        match T::COUNTS_PADDING {
            true => axis.padded(index),
            false => axis.covered(index).len(),
        }
    }

    /// The weight of one value in the average of a window of `rows` rows.
    #[inline]
    fn share<T: PoolKind>(rows: usize, column: usize) -> f32 {
        1.0 / (rows * Self::counted::<T>(G::COLUMNS, column)) as f32
    }
}

/// The largest of all values. NaN counts as larger than all numbers.
#[inline]
pub fn largest(values: &[f32]) -> f32 {
    let values = values.iter().copied();
    values.fold(f32::NEG_INFINITY, larger)
}

/// The index of the largest of all values: the first of several equal ones.
#[inline]
pub fn place_of_largest(values: &[f32]) -> usize {
    let first = values.first().copied().unwrap_or_default();
    let (place, _) =
        values
            .iter()
            .copied()
            .enumerate()
            .fold(
                (0, first),
                |(place, largest), (index, value)| match is_larger(value, largest) {
                    true => (index, value),
                    false => (place, largest),
                },
            );
    place
}

/// The larger of the current maximum and a value.
#[inline(always)]
fn larger(largest: f32, value: f32) -> f32 {
    // `|` instead of `||` computes both sides, so that the loop becomes vector instructions
    if (value > largest) | value.is_nan() {
        value
    } else {
        largest
    }
}

/// Whether a value replaces the current maximum.
#[inline]
fn is_larger(value: f32, largest: f32) -> bool {
    value > largest || value.is_nan() && !largest.is_nan()
}
