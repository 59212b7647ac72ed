//! The networks of the example `keyword` for words.

use nn_core::prelude::*;

/// A recurrent layer after a convolution.
pub type Recurrent = network![[16, 32]
    => Conv1d<filters = 24, kernel = 5, padding = Causal> => BatchNorm<Relu>
    => Gru<40, sequences = true> => GlobalAvgPool => Dropout<0.2> => Dense<10, Softmax>];
/// Causal convolutions.
pub type Convolutions = network![[16, 32]
    => Conv1d<filters = 24, kernel = 3, padding = Causal> => BatchNorm<Relu>
    => Conv1d<filters = 32, kernel = 3, dilation = 2, padding = Causal> => BatchNorm<Relu>
    => Conv1d<filters = 32, kernel = 3, dilation = 4, padding = Causal> => BatchNorm<Relu>
    => Conv1d<filters = 48, kernel = 3, dilation = 4, padding = Causal> => BatchNorm<Relu>
    => GlobalAvgPool => Dropout<0.2> => Dense<10, Softmax>];

/// [`Recurrent`] with its batch normalization folded.
pub type RecurrentFolded = folded![Recurrent];
/// [`Convolutions`] with their batch normalization folded.
pub type ConvolutionsFolded = folded![Convolutions];

/// [`Recurrent`] of `i8`.
pub type Recurrent8 = quantized![Recurrent];
/// [`Convolutions`] of `i8`.
pub type Convolutions8 = quantized![Convolutions];
