//! A run of an online trainer with targets of another length.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

pub fn learn(net: &mut Net, trainer: &mut OnlineTrainer<Net, MeanSquaredError>) {
    let _ = Fit::epochs(9).run(trainer, net, ([[0.0; 4]; 8], [[0.0f32; 2]; 8]));
}

fn main() {}
