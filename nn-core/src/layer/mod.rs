//! Layers: the parts that networks are composed of.
//!
//! A layer is a map followed by an [activation](crate::activation): `h = f(map(x))`. The methods of a layer compute the map and its
//! gradients. The composition ([`Chain`], a network, a trainer) applies the activation. So a loss receives the output of the last
//! layer before its activation, and can be fused with the activation.
//!
//! The trait [`Layer`] is sufficient for inference. [`Trainable`] adds training. Its documentation shows how to write a layer of your
//! own.

mod activated;
mod batch_norm;
mod bias_only;
mod chain;
mod channel_order;
mod composite;
mod concat;
mod contract;
mod conv;
mod dead;
mod dense;
mod depthwise_conv;
mod description;
mod dropout;
mod facts;
mod feeds;
mod flatten;
mod global_avg_pool;
mod global_max_pool;
pub mod int8;
mod layer_norm;
mod normalization;
mod optional;
mod pass;
mod pool;
mod prelu;
mod projected_residual;
mod recurrent;
mod residual;
mod scalar;
mod scale;
mod seam;
mod sink;
mod standardize;
mod standardize_fit;
mod standardized;
mod statistics;
mod trainable;
mod upsample;
mod value_traits;
mod windows;
mod zero_pad;

pub use self::activated::Activated;
pub use self::batch_norm::BatchNorm;
pub use self::bias_only::BiasOnly;
pub use self::chain::Chain;
#[doc(hidden)]
pub use self::chain::ChainTape;
pub(crate) use self::channel_order::channels_first;
use self::composite::{initialize_parts, slice_parts, visit_parts};
pub use self::concat::Concat;
#[doc(hidden)]
pub use self::concat::ConcatTape;
pub use self::contract::Layer;
pub(crate) use self::contract::{activation, single};
pub use self::conv::Conv;
use self::dead::dies_at_zero;
pub use self::dense::Dense;
pub use self::depthwise_conv::DepthwiseConv;
pub use self::description::Description;
pub use self::dropout::Dropout;
pub use self::facts::Facts;
use self::facts::larger;
pub use self::feeds::{Feeds, Precedes};
pub use self::flatten::Flatten;
pub use self::global_avg_pool::GlobalAvgPool;
pub use self::global_max_pool::GlobalMaxPool;
pub use self::int8::{
    ActivationI8, ConcatI8, ConvI8, DenseI8, DepthwiseConvI8, GlobalAvgPoolI8, GlobalMaxPoolI8,
    Packed, PoolI8, ProjectedResidualI8, QuantizedActivation, Requantize, ResidualI8, UpsampleI8,
    ZeroPadI8,
};
pub use self::layer_norm::LayerNorm;
pub(crate) use self::optional::len;
use self::optional::visit_tensors;
pub use self::optional::{Affine, Bias, NoAffine, NoBias, Optional};
pub use self::pass::Pass;
pub use self::pool::{AvgPool, MaxPool, Pool};
pub use self::prelu::PRelu;
pub use self::projected_residual::ProjectedResidual;
#[doc(hidden)]
pub use self::projected_residual::ProjectedTape;
pub(crate) use self::recurrent::EXPONENTS;
#[doc(hidden)]
pub use self::recurrent::RecurrentTape;
pub use self::recurrent::{
    AllSteps, FastGrnn, FastGrnnCell, Gru, GruCell, IntegerRecurrence, LastStep, Lstm, LstmCell,
    MinGru, MinGruCell, Nonlinearity, Recurrence, Recurrent, RecurrentState, Rnn, RnnCell, Steps,
};
pub use self::residual::Residual;
pub use self::scalar::Scalar;
pub(crate) use self::scalar::{dequantize, quantize};
pub use self::scale::Scale;
#[doc(hidden)]
pub use self::seam::{Part, Seam};
pub use self::sink::{Accumulate, Numbers, Sink};
#[doc(hidden)]
pub use self::sink::{Clamp, Descend, Norm};
pub use self::standardize::Standardize;
pub use self::standardized::Standardized;
#[doc(hidden)]
pub use self::statistics::Statistics;
pub use self::trainable::Trainable;
pub use self::upsample::Upsample;
pub(crate) use self::value_traits::value_traits;
pub use self::zero_pad::ZeroPad;

pub use crate::arena::Arena;
pub use crate::kernel::{Average, Isa, Max, PaddedAverage, PoolKind};
pub use crate::state::{
    Domain, Kind, StateActivation, StateLayer, StateTensor, StateTree, Values, ValuesMut,
};
