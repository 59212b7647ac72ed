//! Dense layers and convolutions with the instructions of a processor. The loops are those of nn-dsp.

mod convolution;
mod dense;
mod depthwise;

pub(super) use self::convolution::convolve;
pub(super) use self::dense::dense;
pub(super) use self::depthwise::convolve_channels;

/// The most outputs whose sums are stored at a time.
const BLOCK: usize = 64;
