//! A closure that takes a number in place of an epoch.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn learn(net: &mut Net, trainer: &mut Trainer<Net, CrossEntropy, Adam, 8>) {
    let fit = Fit::epochs(9).observe(|loss: f32| println!("{loss}"));
    let _ = fit.run(trainer, net, ([[0.0; 4]; 8], [0u8; 8]));
}

fn main() {}
