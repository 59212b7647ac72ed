//! The network of `mnist` with options, checkpoints and learning curves: `cargo run --release --example mnist_full -- --help`

use std::process::ExitCode;

use examples::recognizer::{self, Program, Rates};
use nn_core::prelude::*;

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

fn main() -> ExitCode {
    let program = Program {
        name: "mnist_full",
        about: "Trains a small network to read handwritten digits",
        epochs: 15,
        batch: 32,
        shift: 1,
        rates: Rates {
            sgd: 2.0,
            momentum: 0.5,
            adaptive: 0.005,
        },
    };
    recognizer::main::<Mnist, quantized![Mnist], _>(&program, BinaryCrossEntropy)
}
