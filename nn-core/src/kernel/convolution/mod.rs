//! Direct convolution: the input is never copied to another layout.
//!
//! A tile holds the sums of several filters for several patches in registers. A patch is a vector of neighboring columns of the
//! output. So every loaded number is used several times. The part of a row that a patch covers is read in place. Only at the borders,
//! it is read from a copy that contains zeros for the padding.
//!
//! | kernel | computes | the sum runs over |
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

use core::marker::PhantomData;

/// The convolution with `F` filters and the geometry `G`.
#[derive(Debug)]
pub struct Convolution<G, const F: usize>(PhantomData<G>);

/// The maximum number of values of a row that a vector of windows may cover. Where a vector would cover more, shorter vectors are
/// used.
const MOST: usize = 40;
