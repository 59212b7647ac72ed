//! The way forward of pooling. Where windows stand side by side, they become vectors of their outputs.

use core::marker::PhantomData;

use super::{Pooling, Taken};
use crate::kernel::dispatch::{Kernel, dispatch};
use crate::kernel::isa::Isa;

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
    /// What is taken of each window of each plane.
    #[inline]
    pub fn forward<T: Taken>(planes: &[[[f32; W]; H]], outputs: &mut [[[f32; OW]; OH]]) {
        dispatch(Forward::<T, H, W, OH, OW, KH, KW, SH, SW, PT, PL> {
            planes,
            outputs,
            taken: PhantomData,
        });
    }

    /// The largest value of each window; a NaN is larger than all, so that bad data is found.
    #[inline(always)]
    fn largest(plane: &[[f32; W]; H], output: &mut [[f32; OW]; OH]) {
        for (row, output) in output.iter_mut().enumerate() {
            output.fill(f32::NEG_INFINITY);
            Self::each(plane, row, output, larger);
        }
    }

    /// The mean of the values that each window sees.
    #[inline(always)]
    fn mean(plane: &[[f32; W]; H], output: &mut [[f32; OW]; OH]) {
        for (row, output) in output.iter_mut().enumerate() {
            output.fill(0.0);
            Self::each(plane, row, output, |sum, value| sum + value);
            let rows = Self::rows(row).len();
            for (column, sum) in output.iter_mut().enumerate() {
                *sum *= Self::share(rows, column);
            }
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
}

/// The way forward of all planes.
struct Forward<
    'a,
    T,
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
> {
    planes: &'a [[[f32; W]; H]],
    outputs: &'a mut [[[f32; OW]; OH]],
    taken: PhantomData<T>,
}

impl<
    T: Taken,
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
> Kernel for Forward<'_, T, H, W, OH, OW, KH, KW, SH, SW, PT, PL>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        for (plane, output) in self.planes.iter().zip(self.outputs) {
            if T::IS_LARGEST {
                Pooling::<H, W, OH, OW, KH, KW, SH, SW, PT, PL>::largest(plane, output);
            } else {
                Pooling::<H, W, OH, OW, KH, KW, SH, SW, PT, PL>::mean(plane, output);
            }
        }
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
