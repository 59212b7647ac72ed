//! The mean squared error takes no classes.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

pub fn learn(net: &mut Net, trainer: &mut OnlineTrainer<Net, MeanSquaredError>) {
    let _ = trainer.step(net, &[0.0; 4], &2usize);
}

fn main() {}
