//! A run whose targets are numbers, but the loss takes classes.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(net: &mut Net, trainer: &mut Trainer<Net, CrossEntropy, Adam, 8>) {
    let _ = Fit::epochs(9).run(trainer, net, ([[0.0; 4]; 8], [1.0f32; 8]));
}

fn main() {}
