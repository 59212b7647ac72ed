//! Binary cross-entropy needs sigmoid.

use nn_core::prelude::*;

type Net = network![4 => Dense<1, Tanh>];

pub fn learn() {
    let _ = OnlineTrainer::<Net, _>::new(BinaryCrossEntropy, 0.1);
}

fn main() {}
