//! Dense layers and convolutions with the instructions of a processor. The loops are those of nn-dsp.

mod convolution;
mod dense;
mod depthwise;

pub(super) use self::convolution::convolve;
pub(super) use self::dense::dense;
pub(super) use self::depthwise::convolve_channels;

use crate::geometry::Geometry;

/// The most outputs whose sums are stored at a time.
const BLOCK: usize = 64;

/// Whether the only window is the whole input.
const fn is_whole<G: Geometry>() -> bool {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    G::WINDOWS == 1
        && rows.kernel == rows.input
        && columns.kernel == columns.input
        && rows.before == 0
        && columns.before == 0
}
