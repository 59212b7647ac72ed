//! Binary cross-entropy needs sigmoid.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(adam: Adam) {
    let _ = Trainer::<Net, _, _, 8>::new(BinaryCrossEntropy, adam);
}

fn main() {}
