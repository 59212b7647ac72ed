//! Direct convolution: no copy of the input in another layout, neither here nor on a microcontroller.
//!
//! Sums are held in registers for a tile of several filters by several patches, vectors of neighbouring columns of the
//! output: so every number that is loaded is used several times. What a patch sees of a row is read where it lies, and only at the
//! borders from a copy with zeros for the padding.
//!
//! | kernel | computes | sum runs over |
//! | --- | --- | --- |
//! | `forward` | `y[f][i][j] = bias[f] + sum x[c][i+u][j+v] w[c][u][v][f]` | channels, rows, columns of the window, in order |
//! | `input_gradient` | `d_x[c][i+u][j+v] = sum d[f][i][j] w[c][u][v][f]` | rows and filters in order for each column, then columns |
//! | `weight_gradient` | `d_w[c][u][v][f] = sum x[c][i+u][j+v] d[f][i][j]` | rows in order, columns in four lanes, or as many as a vector has |

mod blocks;
mod channels;
mod columns;
mod forward;
mod input_gradient;
mod patch;
mod shift;
mod weight_gradient;

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

/// The most that a vector of windows may see of a row; where it is more, vectors are shorter.
const MOST: usize = 40;

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
