//! Dense layers, convolutions and pools of `i8` with vectors of integers, generic over the instruction set.
//!
//! | module | content |
//! | --- | --- |
//! | `weights` | the packed weights of eight outputs at a time |
//! | `channels` | what follows the sums of eight outputs |
//! | `dense` | dense layers: each weight is used once, so it is multiplied as it is stored |
//! | `unpack` | weights of a convolution as pairs, each of which is used for many windows |
//! | `rows` | the rows of the input below a row of the output, as `i16` |
//! | `convolve`, `depthwise` | convolutions |
//! | `pool` | maxima of windows |
//! | `memory` | memory of a kernel |

mod channels;
mod convolve;
mod dense;
mod depthwise;
mod memory;
mod pool;
mod rows;
mod unpack;
mod weights;

pub(super) use self::convolve::convolve;
pub(super) use self::dense::dense;
pub(super) use self::depthwise::convolve_channels;
pub(super) use self::pool::max;
