//! Layers: the parts of which networks are composed.
//!
//! A layer is a map followed by an [activation](crate::activation): `h = f(map(x))`. The methods of a layer compute the map and its
//! gradients; whoever composes layers ([`Chain`], a network, a trainer) applies the activation. So a loss can meet the
//! last layer before its activation and be fused with it.

mod activated;
mod batch_norm;
mod chain;
mod concat;
mod contract;
mod conv;
mod dead;
mod dense;
mod depthwise_conv;
mod description;
mod dropout;
mod fits;
mod flatten;
mod global_avg_pool;
mod layer_norm;
mod normalization;
mod optional;
mod part;
mod pass;
mod plain;
mod pool;
mod projected_residual;
mod residual;
mod statistics;
mod visit;
mod visits;

pub use self::activated::Activated;
pub use self::batch_norm::BatchNorm;
pub use self::chain::{Chain, ChainTape};
pub use self::concat::{Concat, ConcatTape};
pub use self::contract::Layer;
pub use self::conv::Conv;
use self::dead::dies_at_zero;
pub use self::dense::Dense;
pub use self::depthwise_conv::DepthwiseConv;
pub use self::description::Description;
pub(crate) use self::description::{activation, single};
pub use self::dropout::Dropout;
pub use self::fits::Feeds;
pub use self::flatten::Flatten;
pub use self::global_avg_pool::GlobalAvgPool;
pub use self::layer_norm::LayerNorm;
pub(crate) use self::optional::len;
pub use self::optional::{Affine, Bias, NoAffine, NoBias, Optional};
pub use self::part::{Part, Seam};
pub use self::pass::Pass;
use self::plain::plain;
pub use self::pool::{AvgPool, MaxPool, Pool};
pub use self::projected_residual::{ProjectedResidual, ProjectedTape};
pub use self::residual::Residual;
pub use self::statistics::Statistics;
use self::visits::visits;
pub use crate::kernel::{Average, Isa, Max, PaddedAverage, PoolKind};
