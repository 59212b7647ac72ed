//! Everything that a program which defines, trains and uses a network needs: `use nn_core::prelude::*;`.

pub use crate::activation::{
    Activation, Elu, Gelu, HardSigmoid, HardSwish, Identity, LeakyRelu, Relu, Relu6, Sigmoid, Silu,
    Softmax, Softplus, Tanh,
};
pub use crate::batch::Batch;
pub use crate::fake_quantized;
pub use crate::fold::{Fold, FoldAfter};
pub use crate::folded;
pub use crate::geometry::Slide;
pub use crate::init::Init;
pub use crate::layer::{
    AvgPool, BatchNorm, Chain, Concat, Conv, Dense, DepthwiseConv, Dropout, Facts, FastGrnn,
    Flatten, GlobalAvgPool, GlobalMaxPool, Gru, Layer, LayerNorm, Lstm, MaxPool, MinGru, PRelu,
    Pass, ProjectedResidual, Residual, Rnn, Sink, Standardize, Standardized, Trainable, Upsample,
    ZeroPad,
};
pub use crate::loss::{
    BinaryCrossEntropy, BinaryFocal, CrossEntropy, Elementwise, Focal, Huber, Loss,
    MeanAbsoluteError, MeanSquaredError,
};
pub use crate::network;
pub use crate::network::{Frozen, Gradients, Network, TrainableNetwork, Workspace};
#[cfg(feature = "onnx")]
pub use crate::onnx::ToOnnx;
pub use crate::optim::{Adam, AdamW, Momentum, Optimizer, RmsProp, Schedule, Sgd};
pub use crate::quantize::{Calibration, FakeQuantizable, Quantizable};
pub use crate::quantized;
pub use crate::ratio::Ratio;
pub use crate::rng::{Noise, Random, Rng};
#[doc(hidden)]
pub use crate::rules::New as _;
pub use crate::tensor::Tensor;
pub use crate::train::{Epoch, Fit, OnlineTrainer, Reason, Report, Step, Trainer};
#[cfg(feature = "std")]
pub use crate::weights::Weights;
#[cfg(feature = "alloc")]
pub use crate::zero::Boxed;
pub use crate::zero::Zero;
#[cfg(feature = "macros")]
#[doc(hidden)]
pub use nn_macros::budget;
