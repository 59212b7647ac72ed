//! Direct convolution: no copy of the input in another layout, neither here nor on a microcontroller.
//!
//! Sums are held in registers for a tile of several filters by several neighbouring columns: so every number that is
//! loaded is used several times, and a tile's columns make one vector. What a tile sees of a row is read where it lies, and
//! only at the borders from a copy with zeros for the padding.
//!
//! | kernel | computes | sum runs over |
//! | --- | --- | --- |
//! | `forward` | `y[f][i][j] = bias[f] + sum x[c][i+u][j+v] w[c][u][v][f]` | channels, rows, columns of the window, in order |
//! | `input_gradient` | `d_x[c][i+u][j+v] = sum d[f][i][j] w[c][u][v][f]` | rows and filters in order for each column, then columns |
//! | `weight_gradient` | `d_w[c][u][v][f] = sum x[c][i+u][j+v] d[f][i][j]` | rows in order, columns in four lanes |

mod forward;
mod input_gradient;
mod weight_gradient;

use core::ops::Range;

use crate::window::{Axis, Slide2d};

/// The convolution of channels of `H` x `W` with `F` filters of `KH` x `KW`, to `OH` x `OW` places in steps of `SH` and `SW`,
/// beginning `PT` rows above and `PL` columns left of the image.
#[derive(Debug)]
pub struct Convolution<
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
> {}

/// Columns of a wide tile.
const WIDE: usize = 8;
/// Columns of a narrow tile.
const NARROW: usize = 4;
/// The most that a tile at the border may see of a row; where it is more, tiles are one column wide.
const MOST: usize = 40;

/// What neighbouring windows see of each row: read in the row itself, or at the borders in a copy with zeros for the padding.
struct Sight {
    /// The zeros before the row.
    lead: usize,
    /// What there is of the row.
    there: Range<usize>,
    /// How many numbers are seen.
    length: usize,
    copy: [f32; MOST],
}

impl Sight {
    /// Sees `length` numbers of a row of `width`, which begin `start - before` places into it.
    #[inline]
    fn new(start: usize, before: usize, length: usize, width: usize) -> Self {
        let lead = before.saturating_sub(start);
        let first = start.saturating_sub(before);
        let end = (first + length.saturating_sub(lead)).min(width);
        Sight {
            lead,
            there: first..end.max(first),
            length,
            copy: [0.0; MOST],
        }
    }

    /// What is seen of this row.
    #[inline]
    fn of<'a>(&'a mut self, row: &'a [f32]) -> &'a [f32] {
        let values = row.get(self.there.clone()).unwrap_or_default();
        if values.len() == self.length {
            return values;
        }
        let places = self.copy.get_mut(self.lead..).unwrap_or_default();
        for (place, value) in places.iter_mut().zip(values) {
            *place = *value;
        }
        self.copy.get(..self.length).unwrap_or_default()
    }
}

/// `sums[r][t] += values[t] weights[r]`
#[inline]
fn add_products<const R: usize, const T: usize>(
    sums: &mut [[f32; T]; R],
    values: &[f32; T],
    weights: &[f32; R],
) {
    for (sums, weight) in sums.iter_mut().zip(weights) {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value * weight;
        }
    }
}

/// `T` numbers, the first and every `STRIDE`-th behind it; nothing if there are not so many.
#[inline]
fn every<const T: usize, const STRIDE: usize>(values: &[f32]) -> Option<[f32; T]> {
    if STRIDE == 1 {
        return values.first_chunk().copied();
    }
    let values = values.get(..(T - 1) * STRIDE + 1)?;
    let mut picked = [0.0; T];
    for (picked, value) in picked.iter_mut().zip(values.iter().step_by(STRIDE)) {
        *picked = *value;
    }
    Some(picked)
}

/// The tiles that cover `count` columns, each with its first column and its width. Where they do not come out even, the last
/// ones overlap: what both compute is the same. One column sees `sees` numbers of a row, one more column `stride` more.
#[inline]
fn tiles(count: usize, sees: usize, stride: usize) -> impl Iterator<Item = (usize, usize)> {
    let fits = move |width: usize| width <= count && sees + (width - 1) * stride <= MOST;
    let mut column = 0;
    core::iter::from_fn(move || {
        let left = count.checked_sub(column).filter(|left| *left > 0)?;
        let width = if left > NARROW && fits(WIDE) {
            WIDE
        } else if left > 1 && fits(NARROW) {
            NARROW
        } else {
            1
        };
        let first = column.min(count - width);
        column = first + width;
        Some((first, width))
    })
}

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
    const ROWS: Axis = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW)[0];
    const COLUMNS: Axis = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW)[1];
}
