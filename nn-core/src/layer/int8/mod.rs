//! Layers of `i8`: quantized networks.
//!
//! A number `q` represents the real number `factor * (q - zero)`; each tensor has its [`Scale`](super::Scale). Weights are from -127 to
//! 127, with a scale for each output channel and the zero 0. Sums of products are exact in `i32`. Then one multiplication, rounded as
//! the [`Rounding`] of the layer states, gives a number of the output's scale.
//!
//! | layer of `f32` | layer of `i8` |
//! | --- | --- |
//! | [`Dense`](super::Dense) | [`DenseI8`] |
//! | [`Conv`](super::Conv) | [`ConvI8`] |
//! | [`DepthwiseConv`](super::DepthwiseConv) | [`DepthwiseConvI8`] |
//! | [`Flatten`](super::Flatten) | [`Flatten`](super::Flatten) |
//!
//! The activation is a part of the layer: the trait [`QuantizedActivation`] states how. The channels are the
//! [last dimension](crate::tensor::Tensor#channels) of each tensor.

mod conv;
mod dense;
mod depthwise_conv;
mod form;
mod weighted;

pub use self::conv::ConvI8;
pub use self::dense::DenseI8;
pub use self::depthwise_conv::DepthwiseConvI8;
pub use self::form::{Clamped, Form, QuantizedActivation, Table};
use self::weighted::{tensors, weighted};

pub use crate::kernel::integer::{Double, Packed, Requantize, Rounding, Single};
