//! Everything that a program which defines, trains and uses a network needs: `use nn_core::prelude::*;`.

pub use crate::activation::{
    Activation, Elu, Gelu, Identity, LeakyRelu, Relu, Sigmoid, Silu, Softmax, Softplus, Tanh,
};
pub use crate::batch::Batch;
pub use crate::fold::{Fold, FoldBehind};
pub use crate::folded;
pub use crate::frozen::Frozen;
pub use crate::geometry::Slide;
pub use crate::init::Init;
pub use crate::layer::{
    AvgPool, BatchNorm, Chain, Concat, Conv, Dense, DepthwiseConv, Dropout, Flatten, GlobalAvgPool,
    Layer, LayerNorm, MaxPool, Pass, ProjectedResidual, Residual,
};
pub use crate::loss::{
    BinaryCrossEntropy, CrossEntropy, Elementwise, Huber, Loss, MeanAbsoluteError, MeanSquaredError,
};
pub use crate::memory::Workspace;
#[cfg(feature = "macros")]
pub use crate::network;
pub use crate::network::Network;
pub use crate::optim::{Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd};
pub use crate::per_parameter::Gradients;
pub use crate::ratio::Ratio;
pub use crate::rng::{Noise, Random, Rng};
#[doc(hidden)]
pub use crate::rules::New as _;
pub use crate::tensor::Tensor;
pub use crate::train::{Epoch, Fit, Online, Reason, Report, Step, Trainer};
#[cfg(feature = "std")]
pub use crate::weights::Weights;
#[cfg(feature = "alloc")]
pub use crate::zero::Boxed;
pub use crate::zero::Zero;
#[cfg(feature = "macros")]
#[doc(hidden)]
pub use nn_macros::budget;
