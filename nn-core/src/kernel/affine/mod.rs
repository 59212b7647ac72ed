//! The kernels of a dense layer, `y = x W + b`, with `I` inputs, `O` outputs and weights `[[f32; O]; I]`.
//!
//! | kernel | computes | order of terms, without `simd` |
//! | --- | --- | --- |
//! | [`affine`], [`affine_batch`] | `y[b][o] = bias[o] + sum x[b][i] w[i][o]` | inputs, in order |
//! | [`weight_gradient`] | `d_w[i][o] += sum x[b][i] d[b][o]` | samples, in order |
//! | [`input_gradient`] | `d_x[b][i] = sum d[b][o] w[i][o]` | outputs, in four interleaved lanes |
//! | [`add_products`], [`visit_products`] | `sum x[t][i] d[t][o]`, added to a gradient or not stored | steps, in order |
//! | [`rank_one`] | `w[i][o] += scale x[i] d[o]` | one term |

mod batch;
mod input_gradient;
mod microkernel;
mod one_sample;
mod panel;
mod products;
mod rank_one;
mod stream;
mod weight_gradient;
mod zeros;

pub use self::batch::affine_batch;
pub use self::input_gradient::input_gradient;
pub use self::one_sample::affine;
pub(crate) use self::one_sample::{AddProduct, Affine};
pub use self::products::{add_products, visit_products};
pub use self::rank_one::rank_one;
pub use self::weight_gradient::weight_gradient;
