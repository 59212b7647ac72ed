//! A run that takes trainer and network by value.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(mut net: Net, trainer: Trainer<Net, CrossEntropy, Adam, 8>) {
    let (inputs, classes) = ([[0.0; 4]; 8], [1u8; 8]);
    let _ = Fit::epochs(9).run(trainer, &mut net, (&inputs, &classes));
}

fn main() {}
