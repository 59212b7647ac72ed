//! Maxima of windows: those of all windows of a row together.

use core::mem::swap;

use super::memory::{Stored, Work, with_memory};
use super::rows::Rows;
use crate::geometry::Geometry;
use crate::kernel::integer::pooling::Pool;
use crate::slices;

/// The maximum of each window, for each channel. It needs no vectors but those that the compiler makes of its loops.
#[inline(always)]
pub(in crate::kernel::integer) fn max<T, G: Geometry, const C: usize>(pool: Pool<'_, T, G, C>) {
    with_memory(Layer(pool));
}

struct Layer<'a, T, G: Geometry, const C: usize>(Pool<'a, T, G, C>);

impl<T, G: Geometry, const C: usize> Work for Layer<'_, T, G, C> {
    const VECTORS: usize = 2 * Rows::<G, C>::WIDTH.div_ceil(size_of::<Stored>());

    #[inline(always)]
    fn work(self, memory: &mut [Stored]) {
        let Layer(pool) = self;
        let memory: &mut [i8] = bytemuck::must_cast_slice_mut(memory);
        let (memory, other) =
            slices::split_mut(memory, const { Self::VECTORS / 2 * size_of::<Stored>() });
        let mut maxima = slices::range_mut(memory, ..Rows::<G, C>::WIDTH);
        let mut other = slices::range_mut(other, ..Rows::<G, C>::WIDTH);
        let image = G::input_rows(pool.input);
        for (row, outputs) in G::output_rows_mut(pool.output).iter_mut().enumerate() {
            // padding is never the maximum
            maxima.fill(i8::MIN);
            for place in 0..G::ROWS.kernel {
                let position = row * G::ROWS.stride + place;
                if let Some(input) = Rows::<G, C>::row(image, position) {
                    larger(slices::range_mut(maxima, G::COLUMNS.before * C..), input);
                }
            }
            for _ in 1..G::COLUMNS.kernel {
                // those of each number and of the next pixel
                let next = slices::range(maxima, C..);
                for (other, (number, next)) in other.iter_mut().zip(maxima.iter().zip(next)) {
                    *other = (*number).max(*next);
                }
                swap(&mut maxima, &mut other);
            }
            if pool.range != [-128, 127] {
                limit(maxima, pool.range);
            }
            let windows = maxima.chunks(Rows::<G, C>::STEP);
            for (output, window) in outputs.as_mut().iter_mut().zip(windows) {
                if let Some(window) = window.first_chunk() {
                    *output = *window;
                }
            }
        }
    }
}

/// Limits numbers to a range.
#[inline(always)]
fn limit(maxima: &mut [i8], [least, most]: [i32; 2]) {
    for maximum in maxima {
        *maximum = i32::from(*maximum).min(most).max(least) as i8;
    }
}

/// The larger of each two numbers.
#[inline(always)]
fn larger(maxima: &mut [i8], numbers: &[i8]) {
    for (maximum, number) in maxima.iter_mut().zip(numbers) {
        *maximum = (*maximum).max(*number);
    }
}
