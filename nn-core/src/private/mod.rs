//! Items that the output of macros uses. They are not part of the public interface and may change.

mod budget;
mod exported;
mod sizes;
mod values;
mod verified;
mod zeroed;

pub use core;

pub use self::budget::{LayerCost, SizeOf, within};
use self::sizes::MOST;
pub use self::sizes::{
    at_least_one, at_most, before_same, calculated, dimension, is_not_one, less, padded, places,
    places_same, places_up, product, span, sum, whole,
};

pub use crate::activation::{
    Activation, Elu, Gelu, HardSigmoid, HardSwish, Identity, LeakyRelu, Relu, Relu6, Sigmoid, Silu,
    Softmax, Softplus, Tanh,
};
pub use crate::arena::Arena;
pub use crate::fold::{Fold, FoldAfter};
pub use crate::geometry::Slide;
pub use crate::kernel::integer::{Double, Single};
pub use crate::kernel::{Isa, PaddedAverage};
pub use crate::layer::{
    Activated, AllSteps, AvgPool, BatchNorm, Chain, Concat, Conv, Dense, DepthwiseConv,
    Description, Dropout, Facts, FastGrnn, Feeds, Flatten, GlobalAvgPool, GlobalMaxPool, Gru,
    LastStep, Layer, LayerNorm, Lstm, MaxPool, MinGru, NoAffine, NoBias, PRelu, Pass,
    ProjectedResidual, Residual, Rnn, Scalar, Scale, Sink, Standardize, Standardized, Trainable,
    Upsample, ZeroPad,
};
pub use crate::network::{Composed, Net, Net as NetworkType, Network, TrainableNetwork};
#[cfg(feature = "onnx")]
pub use crate::onnx::{Export, Graph, Value};
pub use crate::optim::{Adam, AdamW, Momentum, RmsProp, Sgd};
pub use crate::quantize::{FakeQuantize, FakeValues, HasInt8, Quantize, Verdict};
pub use crate::ratio::Ratio;
pub use crate::rng::Noise;
pub use crate::rules::{
    HasChannels, HasClasses, HasDilation, HasFactor, HasKernel, HasStride, Holds, Is, IsActivation,
    IsImage, IsSequence, IsVector, Joins, KernelFits, Named, NetworkType, PaddingFits, Projects,
    Rejoins, SpanFits, Takes, Trains,
};
pub use crate::state::{StateTree, Values, ValuesMut};
pub use crate::tensor::Tensor;
pub use crate::verify::{Interval, OutputBounds};
pub use crate::weights::tflite::ModelOptions;
pub use crate::weights::{LoadOptions, constant};
pub use crate::zero::Zero;
pub use crate::{batch, init, size};
#[cfg(feature = "macros")]
pub use nn_macros::{model_tokens, network_tokens, weights_tokens};
pub use rand_core::Rng;

pub use crate::{
    delegate_layer, delegate_training, named_network as named, network_without_a_name,
    sized_network as net,
};

/// Checks the number of parameters of a network, and returns it.
#[track_caller]
pub const fn affordable(params: usize) -> usize {
    assert!(
        params <= MOST,
        "a network has at most 4,294,967,295 parameters"
    );
    params
}

/// The number of bytes of a network besides its parameters.
pub const fn beside(bytes: usize, params: usize) -> usize {
    bytes.saturating_sub(params.saturating_mul(4))
}

/// The number of parameters of these layers.
pub const fn params(layers: &[Facts]) -> usize {
    let mut sum = 0usize;
    let mut index = 0;
    while index < layers.len() {
        sum = sum.saturating_add(layers[index].params);
        index += 1;
    }
    sum
}

/// The length of the arena in which these layers run, one after the other.
pub const fn arena(layers: &[Facts]) -> usize {
    let mut most = 0;
    let mut input = 0;
    let mut index = 0;
    while index < layers.len() {
        let both = layers[index].arena.saturating_add(input);
        most = if both > most { both } else { most };
        input = layers[index].output;
        index += 1;
    }
    most
}

/// Checks the value of a constant that is the size of a layer.
#[track_caller]
pub const fn size<const SIZE: usize>() {
    assert!(SIZE >= 1, "layer size must be at least 1");
    assert!(SIZE <= MOST, "layer size must be at most 4,294,967,295");
}

/// Evaluates a calculation, so that its errors are reported.
pub const fn any<const NUMBER: usize>() {}

/// Checks the value of a constant that is a number of filters.
#[track_caller]
pub const fn filters<const FILTERS: usize>() {
    assert!(FILTERS >= 1, "number of filters must be at least 1");
    assert!(
        FILTERS <= MOST,
        "number of filters must be at most 4,294,967,295"
    );
}

/// The shape of a vector.
pub type Vector<const N: usize> = [f32; N];
/// The shape of a sequence: channels, length.
pub type Sequence<const C: usize, const L: usize> = [[f32; L]; C];
/// The shape of an image: channels, height, width.
pub type Image<const C: usize, const H: usize, const W: usize> = [[[f32; W]; H]; C];

/// The first and the last part of a composition, as types.
pub trait Parts {
    /// The part that takes the input.
    type First;
    /// The part that returns the output.
    type Last;
}

impl<A, B> Parts for Chain<A, B> {
    type First = A;
    type Last = B;
}

impl<Body, Params, ArenaLength, Beside> Parts for Net<Body, Params, ArenaLength, Beside> {
    type First = Body;
    type Last = Body;
}

#[cfg(feature = "alloc")]
pub use crate::zero::Boxed;
#[cfg(feature = "alloc")]
pub use alloc::boxed::Box;
#[cfg(feature = "alloc")]
pub use bytemuck::Zeroable;
