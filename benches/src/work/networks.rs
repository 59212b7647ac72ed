//! The networks of the workloads.

use nn_core::prelude::*;

/// W1, W3, W4a, W7.
pub type Mnist = network![784 => Dense<128, Relu> => Dense<10, Softmax>];

/// W2a.
pub type Tanhs = network![4 => Dense<16, Tanh> => Dense<16, Tanh> => Dense<3>];

/// W2b.
pub type Relus = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4>];

/// W4b.
pub type Classifier = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];

/// W6.
pub type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 6, kernel = 5, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];
