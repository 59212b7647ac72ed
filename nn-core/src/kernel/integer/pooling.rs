//! Pooling of tensors whose channels are the last dimension. Padding is never the maximum.

use core::marker::PhantomData;

use super::rescale::Rescale;
use super::rounding::Rounding;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use super::simd;
use crate::geometry::{Geometry, InputRow};
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
use crate::kernel::Integers;
use crate::kernel::pool_kind::PoolKind;
use crate::kernel::{IntegerKernel, dispatch};
use crate::slices;

/// The number of channels whose sums are computed together.
const BLOCK: usize = 8;

/// The maximum or the average of each window, for each channel. Input and output have the same scale, with the zero `zero`.
///
/// An average is the sum of the numbers divided by their count, rounded to the nearest integer, halves away from zero. So it does not
/// depend on the scale. Padding does not count, or it counts as `zero`. (TensorFlow Lite's `MAX_POOL_2D` and `AVERAGE_POOL_2D`.)
/// `range` is the smallest and the largest output.
pub fn pool<T: PoolKind, G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    zero: i32,
    range: [i32; 2],
    output: &mut G::Output<[i8; C]>,
) {
    dispatch(Pool::<T, G, C> {
        input,
        zero,
        range,
        output,
        kind: PhantomData,
    });
}

/// [`pool`] as a kernel.
pub(crate) struct Pool<'a, T, G: Geometry, const C: usize> {
    /// The input.
    pub(crate) input: &'a G::Input<[i8; C]>,
    /// The zero of the padding, if it counts.
    pub(crate) zero: i32,
    /// The smallest and the largest output.
    pub(crate) range: [i32; 2],
    /// The output.
    pub(crate) output: &'a mut G::Output<[i8; C]>,
    /// The kind of the pool.
    pub(crate) kind: PhantomData<T>,
}

impl<T: PoolKind, G: Geometry, const C: usize> IntegerKernel for Pool<'_, T, G, C> {
    #[inline(always)]
    fn portable(self) {
        portable(self);
    }

    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    #[inline(always)]
    fn vectors<V: Integers>(self, _isa: V) {
        if T::IS_MAX {
            simd::max(self);
        } else {
            portable(self);
        }
    }
}

/// [`pool`] with the loops of every target.
fn portable<T: PoolKind, G: Geometry, const C: usize>(pool: Pool<'_, T, G, C>) {
    let Pool {
        input,
        zero,
        range,
        output,
        ..
    } = pool;
    let rows = G::input_rows(input);
    for (row, outputs) in G::output_rows_mut(output).iter_mut().enumerate() {
        for (column, output) in outputs.as_mut().iter_mut().enumerate() {
            let window = Window::<G, C>::of(rows, row, column);
            if T::IS_MAX {
                maxima(window.cells().flatten(), output);
                clamp(range, output);
            } else {
                window.average::<T>(zero, range, output);
            }
        }
    }
}

/// The mean of each channel over all cells, with another scale. `zeros` are those of the input and of the output; `range` is the
/// smallest and the largest output. [`Rescale::mean`] has the factor. (TensorFlow Lite's `MEAN`.)
///
/// ```
/// use nn_core::kernel::integer::{Rescale, Single, mean};
///
/// let rescale = Rescale::mean::<Single>(0.1, 0.1, 2);
/// let mut means = [0; 2];
/// mean::<Single, 2>(&[[1, -10], [3, -20]], rescale, [0, 0], [-128, 127], &mut means);
/// assert_eq!(means, [2, -15]);
/// ```
pub fn mean<R: Rounding, const C: usize>(
    cells: &[[i8; C]],
    rescale: Rescale,
    [from, to]: [i32; 2],
    range: [i32; 2],
    output: &mut [i8; C],
) {
    let zeros = (cells.len() as i32).wrapping_mul(from);
    each_block(output, |start, outputs| {
        let mut sums = [0; BLOCK];
        cells.iter().for_each(|cell| add(&mut sums, cell, start));
        for (output, sum) in outputs.iter_mut().zip(sums) {
            *output = rescale.sum::<R>(sum.wrapping_sub(zeros), to, range);
        }
    });
}

/// The largest number of each channel over all cells. (TensorFlow Lite's `REDUCE_MAX`.)
///
/// ```
/// use nn_core::kernel::integer::maxima;
///
/// let mut output = [0; 2];
/// maxima(&[[1, -10], [3, -20]], &mut output);
/// assert_eq!(output, [3, -10]);
/// ```
#[inline(always)]
pub fn maxima<'a, const C: usize>(
    cells: impl IntoIterator<Item = &'a [i8; C]>,
    output: &mut [i8; C],
) {
    output.fill(i8::MIN);
    for cell in cells {
        for (largest, value) in output.iter_mut().zip(cell) {
            *largest = (*largest).max(*value);
        }
    }
}

/// The window of one output: the part of it that is inside the input.
struct Window<'a, G: Geometry, const C: usize> {
    rows: &'a [InputRow<G, [i8; C]>],
    columns: [usize; 2],
    place: [usize; 2],
}

impl<'a, G: Geometry, const C: usize> Window<'a, G, C> {
    #[inline(always)]
    fn of(rows: &'a [InputRow<G, [i8; C]>], row: usize, column: usize) -> Self {
        let (covered, columns) = (G::ROWS.covered(row), G::COLUMNS.covered(column));
        let first = G::ROWS.position(row, covered.start);
        let start = G::COLUMNS.position(column, columns.start);
        Window {
            rows: slices::range(rows, first..first + covered.len()),
            columns: [start, start + columns.len()],
            place: [row, column],
        }
    }

    /// The cells of each row.
    #[inline(always)]
    fn cells(&self) -> impl Iterator<Item = &'a [[i8; C]]> {
        let [start, end] = self.columns;
        self.rows
            .iter()
            .map(move |row| slices::range(row.as_ref(), start..end))
    }

    /// The average of each channel.
    #[inline(always)]
    fn average<T: PoolKind>(&self, zero: i32, [least, most]: [i32; 2], output: &mut [i8; C]) {
        let inside = self.rows.len() * (self.columns[1] - self.columns[0]);
        let count = if T::COUNTS_PADDING {
            G::ROWS.padded(self.place[0]) * G::COLUMNS.padded(self.place[1])
        } else {
            inside
        };
        let padding = (count as i32)
            .wrapping_sub(inside as i32)
            .wrapping_mul(zero);
        each_block(output, |start, outputs| {
            let mut sums = [0; BLOCK];
            for cell in self.cells().flatten() {
                add(&mut sums, cell, start);
            }
            for (output, sum) in outputs.iter_mut().zip(sums) {
                let average = divided(sum.wrapping_add(padding), count as i32);
                *output = average.min(most).max(least) as i8;
            }
        });
    }
}

/// A quotient, rounded to the nearest integer, halves away from zero.
#[inline(always)]
fn divided(sum: i32, count: i32) -> i32 {
    let half = count / 2;
    let sum = sum.wrapping_add(if sum < 0 { -half } else { half });
    // The count is never 0. An unchecked division would still leave a path to a panic.
    sum.checked_div(count).unwrap_or_default()
}

/// Calls `compute` with each block of channels and the index of its first one.
#[inline(always)]
fn each_block<const C: usize>(output: &mut [i8; C], mut compute: impl FnMut(usize, &mut [i8])) {
    let (blocks, rest) = output.as_chunks_mut::<BLOCK>();
    let mut start = 0;
    for block in blocks {
        compute(start, block);
        start += BLOCK;
    }
    if !rest.is_empty() {
        compute(start, rest);
    }
}

/// Adds the channels from `start` on to the sums.
#[inline(always)]
fn add<const C: usize>(sums: &mut [i32; BLOCK], cell: &[i8; C], start: usize) {
    let channels = cell.get(start..).unwrap_or_default();
    for (sum, value) in sums.iter_mut().zip(channels) {
        *sum = sum.wrapping_add(i32::from(*value));
    }
}

/// Clamps the outputs to a range.
#[inline(always)]
fn clamp([least, most]: [i32; 2], output: &mut [i8]) {
    for value in output {
        *value = i32::from(*value).min(most).max(least) as i8;
    }
}
