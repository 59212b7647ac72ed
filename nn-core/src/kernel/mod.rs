//! Matrix kernels on fixed-size arrays: the floor on which every layer stands.
//!
//! Each is written once, for vectors of any length: a register tile of several sums, with smaller ones at the edges. Without the
//! feature `simd` the vectors are plain arrays, and every sum is added in an order that does not depend on the machine: so every
//! target gives the same bits. With it, the kernels are compiled for the instruction sets that a processor may have, too, and
//! [`InstructionSet`](crate::instruction_set::InstructionSet) says which one is used; these round a product and a sum once
//! and add in an order of their own. With `I` inputs, `O` outputs
//! and input-major weights `[[f32; O]; I]` the three products of a dense layer are
//!
//! | kernel | computes | sum runs over |
//! | --- | --- | --- |
//! | [`affine`], [`affine_batch`] | `y[b][o] = bias[o] + sum x[b][i] w[i][o]` | inputs, in order |
//! | [`weight_gradient`] | `d_w[i][o] += sum x[b][i] d[b][o]` | samples, in order |
//! | [`input_gradient`] | `d_x[b][i] = sum d[b][o] w[i][o]` | outputs, in four interleaved lanes |
//!
//! [`Convolution`] and [`Pooling`] have their own. [`sum`] and [`norm_squared`] run over blocks of 512 values in sixteen lanes, which are
//! added by halves; the sums of the blocks are added with compensation, so the error does not grow with the length.

mod affine;
mod convolution;
mod dispatch;
mod elementwise;
mod input_gradient;
mod isa;
mod parallel;
mod pool_kind;
mod pooling;
mod rank_one;
mod single;
mod vector;
mod weight_gradient;

pub(crate) use self::affine::Affine;
pub use self::affine::{affine, affine_batch};
pub use self::convolution::Convolution;
pub use self::dispatch::{Kernel, dispatch};
pub(crate) use self::elementwise::Rectify;
pub use self::elementwise::{Map, map, map_with};
pub use self::input_gradient::input_gradient;
#[cfg(feature = "simd")]
pub use self::isa::Short;
pub use self::isa::{Isa, Plain};
pub(crate) use self::parallel::{blocks, both, each, middle};
pub use self::pool_kind::{Average, Max, PaddedAverage, PoolKind};
pub use self::pooling::Pooling;
pub use self::rank_one::rank_one;
pub use self::vector::{
    add, add_rows, add_scaled, copy, norm_squared, outer_norm_squared, sum, sum_of, sum_of_pairs,
};
pub use self::weight_gradient::weight_gradient;
