//! A batch of samples of the wrong length.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(net: &mut Net, trainer: &mut Trainer<Net, CrossEntropy, Adam, 8>) {
    let _ = trainer.step(net, &[[0.0; 5]; 8], &[0usize; 8]);
}

fn main() {}
