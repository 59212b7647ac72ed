//! A type that is not a loss.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(adam: Adam) {
    let _ = Trainer::<Net, _, _, 8>::new("cross-entropy", adam);
}

fn main() {}
