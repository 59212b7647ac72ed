//! Everything that a program which defines, trains and uses a network needs: `use nn_core::prelude::*;`.

pub use crate::activation::{
    Activation, Elu, Gelu, Identity, LeakyRelu, Relu, Sigmoid, Silu, Softmax, Softplus, Tanh,
};
pub use crate::batch::Batch;
pub use crate::init::Init;
pub use crate::layer::{Chain, Dense, Layer};
pub use crate::loss::{
    BinaryCrossEntropy, CrossEntropy, Elementwise, Huber, Loss, MeanAbsoluteError, MeanSquaredError,
};
pub use crate::memory::Workspace;
#[cfg(feature = "macros")]
pub use crate::network;
pub use crate::network::{Gradients, Network};
pub use crate::optim::{Adam, AdamW, Momentum, Optimizer, RmsProp, Sgd};
pub use crate::rng::{Random, Rng};
pub use crate::tensor::Tensor;
pub use crate::train::{Epoch, Fit, Online, Reason, Report, Step, Trainer};
#[cfg(feature = "alloc")]
pub use crate::zero::Boxed;
pub use crate::zero::Zero;
