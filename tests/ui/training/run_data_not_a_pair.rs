//! Inputs and targets as two arguments.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(net: &mut Net, trainer: &mut Trainer<Net, CrossEntropy, Adam, 8>) {
    let (inputs, classes) = ([[0.0; 4]; 8], [1u8; 8]);
    let _ = Fit::epochs(9).run(trainer, net, &inputs, &classes);
}

fn main() {}
