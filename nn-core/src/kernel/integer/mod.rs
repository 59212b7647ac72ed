//! Arithmetic of quantized networks: integers only, and the same bits on every machine.
//!
//! A quantized number `q` represents the real number `factor * (q - zero)`. A layer multiplies and adds integers exactly, in `i32`,
//! and then requantizes each sum: a multiplier and a shift replace the factor from the scale of the sum to the scale of the output.
//! Sums of integers do not depend on their order, so every kernel and every instruction set computes the same output.
//!
//! | module | content |
//! | --- | --- |
//! | `rounding` | requantization with two roundings, as TensorFlow Lite Micro does it, and with one |
//! | `multiplier` | multipliers and shifts of real factors, and bounds of sums |
//! | `packed` | weights in the order in which kernels read them |
//! | `outputs` | what follows the sums: biases, requantization, the range of the output |
//! | `products` | dense layers and convolutions |
//! | `factors` | factors between the scales of tensors |
//! | `rescale` | changes of the scale, means, and sums of two tensors |
//! | `pools` | maxima and averages of windows |

mod factors;
mod multiplier;
mod narrow;
mod outputs;
mod packed;
mod pools;
mod products;
mod rescale;
mod rounding;
mod shift;
mod wide;

pub use self::factors::Factors;
pub use self::multiplier::{
    MOST_BIAS, MOST_TERMS, check_terms, multiplier_of, raised, sums_fit, value_of,
};
pub use self::outputs::{Outputs, Requantize};
pub use self::packed::Packed;
pub use self::pools::{average_pool, max_pool};
pub use self::products::{convolve, convolve_channels, dense};
pub use self::rescale::{Addition, Rescale, interleave, mean, rescale};
pub use self::rounding::{Double, Rounding, Single, requantize};
