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
//! | `rescale` | the factor between two scales |
//! | `addition` | the sum of two tensors with different scales |
//! | `pooling` | maxima, averages and means |
//! | `softmax`, `exact_table`, `hard_swish`, `fixed_point` | softmax, the logistic function, tanh and the hard swish as TensorFlow Lite Micro computes them |
//! | `gates` | the logistic function and tanh of 16 bits, for recurrent layers |
//! | `sixteen`, `gate_sums` | the same and the sums of a gate as TensorFlow Lite Micro computes them |
//! | `limit` | limits of 16 bits |
//! | `packed` | weights in the order in which kernels read them |
//! | `outputs` | what follows the sums: biases, requantization, the range of the output |
//! | `order`, `panel` | this order, and products of the weights of eight outputs at a time |
//! | `portable` | their inner loops, for vectors |
//! | `windows` | the windows of images and sequences |
//! | `affine`, `convolution`, `depthwise` | dense layers and convolutions |
//! | `accumulate` | the products of recurrent layers |
//! | `dsp` | the same with the instructions of a processor |
//! | `simd` | the same with vectors of integers, if the instruction set has them |

mod accumulate;
mod addition;
mod affine;
mod convolution;
mod depthwise;
#[cfg(feature = "dsp")]
mod dsp;
mod exact_table;
mod fixed_point;
mod gate_sums;
mod gates;
mod hard_swish;
mod limit;
mod multiplier;
mod narrow;
mod order;
mod outputs;
mod packed;
mod panel;
mod pooling;
mod portable;
mod rescale;
mod rounding;
mod shift;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod simd;
mod sixteen;
mod softmax;
mod wide;
mod windows;

pub use self::accumulate::accumulate;
pub use self::addition::Addition;
pub(crate) use self::affine::Dense;
pub use self::affine::dense;
pub(crate) use self::convolution::Convolve;
pub use self::convolution::convolve;
pub(crate) use self::depthwise::ConvolveChannels;
pub use self::depthwise::convolve_channels;
pub use self::exact_table::{logistic_table, tanh_table};
pub use self::gate_sums::add_to_gate;
pub use self::gates::{ARGUMENT_BITS, VALUE_BITS, gate_logistic, gate_tanh};
pub use self::hard_swish::hard_swish_table;
pub(crate) use self::limit::saturated;
pub use self::multiplier::{
    MOST_BIAS, MOST_TERMS, check_terms, multiplier_of, raised, sums_fit, value_of,
};
pub(crate) use self::order::pack_rows;
#[cfg(feature = "save")]
pub(crate) use self::order::unpacked;
pub use self::outputs::{Outputs, Requantize};
pub use self::packed::Packed;
pub(crate) use self::pooling::Pool;
pub use self::pooling::{maxima, mean, pool};
pub use self::rescale::Rescale;
pub use self::rounding::{Double, Rounding, Single, requantize};
pub use self::sixteen::{logistic16, tanh16};
pub use self::softmax::Exponents;
