//! Models of TensorFlow Lite, `.tflite`, as networks: a file is compared with the declared network, operator by operator, and its
//! numbers are read.
//!
//! [`include_tflite!`](crate::include_tflite) does this at compile time, `load` and [`ModelOptions`] at run time.
//! A model of `f32` is read into the network, a model of `i8` into `quantized![Net, Double]`: such models round twice.
//!
//! | operators | layers |
//! | --- | --- |
//! | `FULLY_CONNECTED` | `Dense` |
//! | `CONV_2D`, also after `PAD` | `Conv2d`, `Conv1d` |
//! | `DEPTHWISE_CONV_2D` | `DepthwiseConv2d`, `DepthwiseConv1d`; with one channel and several filters `Conv2d`, `Conv1d` |
//! | `MAX_POOL_2D`, `AVERAGE_POOL_2D` | `MaxPool2d`, `AvgPool2d`, and those over sequences |
//! | `MEAN` over the image, `AVERAGE_POOL_2D` with one window | `GlobalAvgPool`; for integers, and a window of an even number of places, `AvgPool2d` and `Flatten` |
//! | `ADD` | `Residual`, also with a projection |
//! | `CONCATENATION` | `Concat` |
//! | `UNIDIRECTIONAL_SEQUENCE_LSTM` of integers, also with `STRIDED_SLICE` of the last state | `Lstm` |
//! | `RELU`, `RELU6`, `HARD_SWISH`, `LOGISTIC`, `TANH`, `SOFTMAX`, `ELU`, `LEAKY_RELU`, `GELU`, or as part of an operator | activations |
//! | `RESHAPE`, `SQUEEZE`, `EXPAND_DIMS`, `QUANTIZE` and `DEQUANTIZE` at the ends | none, or `Flatten` |
//!
//! - **Names do not count.** The tensors between the operators lead through the model, and the order of independent operators is free.
//! - **Batch normalization** is folded by the converter. Declare the network without it, or read into `folded![Net]`.
//! - **Padding.** `SAME` is `padding = Same`. It is not symmetric where the stride leaves an odd number of zeros.
//! - **`RELU6`** is `Relu6`, or `Relu` where the largest integer represents at most 6.
//! - **Sequences** are images of one row or one column in a model.
//!
//! # The order of an image's numbers
//!
//! A model has the channels last: row, column, channel. So do networks of `i8`: `predict_quantized` takes the numbers of the model. A
//! network of `f32` has them first, `[[[f32; W]; H]; C]`, and so has `predict` of a network of `i8`. The weights after `Flatten` are
//! brought into this order when they are read. Where a model takes an image as a vector, its order remains that of the model.

mod activation;
mod compare;
mod concat;
mod declared;
mod error;
mod follow;
mod found;
mod kind;
mod layer;
mod lstm;
mod lstm_numbers;
mod matcher;
mod message;
mod numbers;
mod order;
mod read;
mod residual;
mod sliding;
mod walk;
mod weights;

pub use self::error::{Difference, ModelError, ModelText, WhichLayer};
pub use self::read::ModelOptions;
