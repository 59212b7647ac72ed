//! Layers of the language of `network!`, with their weights.

mod window;

pub use self::window::{Padding, Window};
use crate::tensor::Tensor;

/// A layer with its activation.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Its name in the file, as an identifier of Rust. Layers in branches have none.
    pub name: Option<String>,
    /// The layer.
    pub layer: Layer,
    /// The activation after it.
    pub activation: Activation,
    /// The shape of its output, without the batch.
    pub output: Vec<usize>,
}

/// A layer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Layer {
    /// A dense layer.
    Dense {
        /// Outputs x inputs.
        weight: Tensor,
        /// One number per output.
        bias: Option<Tensor>,
    },
    /// A convolution, over sequences or images. Each filter reads all channels, or, depthwise, there is one filter per channel.
    Conv {
        /// Filters x channels x kernel.
        weight: Tensor,
        /// One number per filter.
        bias: Option<Tensor>,
        /// The windows.
        window: Window,
        /// Whether each channel has a filter of its own.
        is_depthwise: bool,
    },
    /// A pool over windows.
    Pool {
        /// The windows.
        window: Window,
        /// Whether it takes the largest value, and not the mean.
        is_max: bool,
        /// Whether a last window that is not complete counts.
        is_ceil: bool,
        /// Whether a mean counts the padding.
        counts_padding: bool,
    },
    /// The mean of each channel.
    GlobalAvgPool,
    /// The maximum of each channel.
    GlobalMaxPool,
    /// Zeros before and after each axis but the channels.
    ZeroPad([Vec<usize>; 2]),
    /// Each element is repeated, as often as this along each axis but the channels.
    Upsample(Vec<usize>),
    /// An image or a sequence becomes a vector.
    Flatten,
    /// Fixed statistics of the input, per channel: `(x - mean) / scale`.
    Standardize {
        /// The mean of each channel.
        mean: Tensor,
        /// The deviation of each channel.
        scale: Tensor,
    },
    /// Batch normalization.
    BatchNorm {
        /// `weight`, `bias`, `running_mean` and `running_var`.
        parameters: [Tensor; 4],
        /// The number that is added to the variance.
        epsilon: f32,
    },
    /// Layer normalization over all values.
    LayerNorm {
        /// The scale and the shift.
        parameters: [Tensor; 2],
        /// The number that is added to the variance.
        epsilon: f32,
    },
    /// ReLU with learned slopes.
    PRelu {
        /// One, or one per channel.
        slopes: Tensor,
    },
    /// A recurrent layer over a sequence.
    Recurrent {
        /// The rule of a step.
        cell: Cell,
        /// `weight_ih_l0` and `weight_hh_l0`: a row for each unit of each gate, with the gates in PyTorch's order.
        weights: [Tensor; 2],
        /// `bias_ih_l0` and `bias_hh_l0`.
        biases: Option<[Tensor; 2]>,
        /// Whether it returns the states of all steps, and not only the last one.
        is_sequence: bool,
    },
    /// The sum of a branch and the input, or a projection of it.
    Residual {
        /// The branch.
        branch: Vec<Stage>,
        /// The projection.
        projection: Option<Vec<Stage>>,
    },
    /// The outputs of branches, one after the other.
    Concat(Vec<Vec<Stage>>),
}

/// The rule by which a recurrent layer updates its state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A gated recurrent unit.
    Gru,
    /// Long short-term memory.
    Lstm,
    /// No gates, with this activation.
    Rnn(Activation),
}

/// An activation.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "they have the names of the language")]
pub enum Activation {
    Identity,
    Relu,
    Relu6,
    LeakyRelu(f32),
    Elu(f32),
    Gelu,
    Silu,
    HardSwish,
    Sigmoid,
    HardSigmoid,
    Tanh,
    Softplus,
    Softmax,
}

impl Activation {
    /// Whether it never falls, so that it can change places with a maximum.
    pub fn is_monotone(self) -> bool {
        match self {
            Activation::Gelu | Activation::Silu | Activation::HardSwish | Activation::Softmax => {
                false
            }
            Activation::LeakyRelu(slope) => slope >= 0.0,
            Activation::Elu(alpha) => alpha >= 0.0,
            _ => true,
        }
    }

    /// Whether it returns 0 for 0, so that it can change places with zeros around an image.
    pub fn keeps_zero(self) -> bool {
        !matches!(
            self,
            Activation::Sigmoid
                | Activation::HardSigmoid
                | Activation::Softplus
                | Activation::Softmax
        )
    }

    /// As the language writes it.
    pub fn word(self) -> String {
        match self {
            Activation::LeakyRelu(slope) => format!("LeakyRelu<{slope}>"),
            Activation::Elu(alpha) => format!("Elu<{alpha}>"),
            other => format!("{other:?}"),
        }
    }
}

impl Layer {
    /// Whether an activation can follow it in the language.
    pub fn takes_activation(&self) -> bool {
        match self {
            Layer::Pool { .. }
            | Layer::GlobalAvgPool
            | Layer::PRelu { .. }
            | Layer::GlobalMaxPool
            | Layer::ZeroPad(_)
            | Layer::Upsample(_)
            | Layer::Flatten
            | Layer::Standardize { .. }
            | Layer::Recurrent { .. }
            | Layer::Concat(_) => false,
            Layer::Dense { .. }
            | Layer::Conv { .. }
            | Layer::BatchNorm { .. }
            | Layer::LayerNorm { .. }
            | Layer::Residual { .. } => true,
        }
    }

    /// Whether it has weights of its own, and not only in branches.
    pub fn has_weights(&self) -> bool {
        matches!(
            self,
            Layer::Dense { .. }
                | Layer::Conv { .. }
                | Layer::BatchNorm { .. }
                | Layer::LayerNorm { .. }
                | Layer::PRelu { .. }
                | Layer::Recurrent { .. }
        )
    }

    /// Whether it makes a vector of an image or a sequence.
    pub fn returns_vector(&self) -> bool {
        match self {
            Layer::Dense { .. } | Layer::GlobalAvgPool | Layer::GlobalMaxPool | Layer::Flatten => {
                true
            }
            Layer::Recurrent { is_sequence, .. } => !is_sequence,
            _ => false,
        }
    }

    /// Whether its output has only elements of its input, means of them, and zeros.
    pub fn only_selects(&self) -> bool {
        matches!(
            self,
            Layer::Pool { .. }
                | Layer::GlobalAvgPool
                | Layer::GlobalMaxPool
                | Layer::ZeroPad(_)
                | Layer::Upsample(_)
                | Layer::Flatten
        )
    }

    /// The number of modules that it counts as in the names of weights: those of PyTorch's `nn.Sequential`.
    pub fn modules(&self) -> usize {
        match self {
            // the pool and `nn.Flatten`
            Layer::GlobalAvgPool | Layer::GlobalMaxPool => 2,
            _ => 1,
        }
    }
}
