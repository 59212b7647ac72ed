//! Kernels on fixed-size arrays, which the layers call.
//!
//! Each kernel is written once, for vectors of any length: a microkernel adds to a register tile of several sums, and smaller tiles
//! compute the edges (`tile`). Without the feature `simd` the vectors are arrays, and the order of every sum does not depend on the
//! machine, so every target computes the same bits. With the feature, the kernels are also compiled for other instruction sets, and
//! [`InstructionSet`](crate::instruction_set::InstructionSet) selects one. These sets round a product and a sum once, and use a
//! different order of terms.
//!
//! | module | kernels |
//! | --- | --- |
//! | `affine` | dense layers: outputs, gradients and updates |
//! | `convolution` | convolutions: outputs and gradients |
//! | `pooling` | maxima and means of windows |
//! | `resize` | planes with a border, and planes of repeated values |
//! | `integer` | arithmetic of quantized networks |
//! | `elementwise` | activations and their derivatives |
//! | `vector` | sums and norms with an error that does not depend on the length |

mod affine;
mod convolution;
mod dispatch;
mod elementwise;
pub mod integer;
mod isa;
mod parallel;
mod pool_kind;
mod pooling;
mod resize;
mod tile;
mod unroll;
mod vector;

pub(crate) use self::affine::{AddProduct, Affine};
pub use self::affine::{
    add_products, affine, affine_batch, input_gradient, rank_one, visit_products, weight_gradient,
};
pub use self::convolution::Convolution;
pub use self::dispatch::dispatch;
pub(crate) use self::elementwise::MapWith;
pub(crate) use self::elementwise::Rectify;
pub use self::elementwise::{Map, map, map_with};
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
pub use self::isa::Integers;
#[cfg(feature = "simd")]
pub use self::isa::Narrow;
pub use self::isa::{IntegerKernel, Isa, Kernel, Portable};
pub(crate) use self::parallel::{join, over_blocks, over_samples, split_point};
pub use self::pool_kind::{Average, Max, PaddedAverage, PoolKind};
pub use self::pooling::{Pooling, largest, place_of_largest};
pub use self::resize::{crop, pad, repeat, sum_windows};
pub use self::vector::{
    add, add_rows, add_scaled, copy, norm_squared, outer_norm_squared, sum, sum_of, sum_of_pairs,
};
