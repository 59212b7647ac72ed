//! Learns to read handwritten digits with convolutions: `cargo run --release --example lenet`, with the options of `mnist_full`.
//!
//! The network is LeNet-5 (LeCun et al., 1998) with ReLU and max-pooling.

use std::process::ExitCode;

use examples::recognizer::{self, Program, Rates};
use nn_core::prelude::*;

type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];

fn main() -> ExitCode {
    let program = Program {
        name: "lenet",
        about: "Trains LeNet to read handwritten digits",
        epochs: 15,
        batch: 32,
        shift: 1,
        rates: Rates {
            sgd: 0.1,
            momentum: 0.02,
            adaptive: 0.005,
        },
    };
    recognizer::main::<LeNet, quantized![LeNet], _>(&program, CrossEntropy)
}
