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
//! | [`MaxPool`](super::MaxPool), [`AvgPool`](super::AvgPool) | [`PoolI8`] |
//! | [`GlobalAvgPool`](super::GlobalAvgPool) | [`GlobalAvgPoolI8`] |
//! | [`GlobalMaxPool`](super::GlobalMaxPool) | [`GlobalMaxPoolI8`] |
//! | [`ZeroPad`](super::ZeroPad) | [`ZeroPadI8`] |
//! | [`Upsample`](super::Upsample) | [`UpsampleI8`] |
//! | [`Flatten`](super::Flatten) | [`Flatten`](super::Flatten) |
//! | [`Residual`](super::Residual) | [`ResidualI8`] |
//! | [`ProjectedResidual`](super::ProjectedResidual) | [`ProjectedResidualI8`] |
//! | [`Concat`](super::Concat) | [`ConcatI8`] |
//! | [`Gru`](super::Gru), [`Lstm`](super::Lstm), [`Rnn`](super::Rnn), [`FastGrnn`](super::FastGrnn) | [`RecurrentI8`] |
//! | [`Lstm`](super::Lstm) with the rounding [`Double`] | [`LstmI8`] |
//! | [`Pass`](super::Pass) with an activation | [`ActivationI8`] |
//!
//! The activation is a part of the layer: the trait [`QuantizedActivation`] states how. The channels are the
//! [last dimension](crate::tensor::Tensor#channels) of each tensor.

mod activation;
mod clamped;
mod composite;
mod concat;
mod conv;
mod dense;
mod depthwise_conv;
mod form;
mod global_avg_pool;
mod global_max_pool;
mod inside;
mod join;
mod lstm;
mod lstm_form;
mod lstm_gate;
mod lstm_state;
mod lstm_tensors;
mod normalized;
mod pool;
mod projected_residual;
mod recurrent;
mod recurrent_numbers;
mod recurrent_state;
mod residual;
mod rounding;
mod stored;
mod sum;
mod table;
mod upsample;
mod weighted;
mod zero_pad;

pub use self::activation::ActivationI8;
pub use self::clamped::{Clamped, Linear};
pub use self::concat::ConcatI8;
pub use self::conv::ConvI8;
pub use self::dense::DenseI8;
pub use self::depthwise_conv::DepthwiseConvI8;
pub use self::form::{Form, QuantizedActivation, SetScales};
pub use self::global_avg_pool::GlobalAvgPoolI8;
pub use self::global_max_pool::GlobalMaxPoolI8;
pub use self::join::Join;
pub use self::lstm::LstmI8;
pub use self::lstm_form::LstmForm;
pub use self::lstm_gate::GateI8;
pub use self::lstm_state::LstmStateI8;
pub use self::normalized::Normalized;
pub use self::pool::PoolI8;
pub use self::projected_residual::ProjectedResidualI8;
pub use self::recurrent::RecurrentI8;
pub(crate) use self::recurrent_numbers::{STEP, derive, state_scale};
pub use self::recurrent_state::RecurrentStateI8;
pub use self::residual::ResidualI8;
pub use self::rounding::Rounding;
use self::stored::Stored;
pub use self::sum::Sum;
pub use self::table::Table;
pub use self::upsample::UpsampleI8;
use self::weighted::{tensors, weighted};
pub use self::zero_pad::ZeroPadI8;

pub use crate::kernel::integer::{
    Addition, Double, Exponents, Packed, Requantize, Rescale, Single,
};
