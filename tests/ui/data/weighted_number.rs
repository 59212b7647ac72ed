//! A weighted target contains a number where the loss needs a class label.

use nn_core::loss::Weighted;
use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn test(trainer: &mut OnlineTrainer<Net, CrossEntropy>, net: &mut Net) {
    let _ = trainer.step(net, &[0.0; 4], &Weighted::new(1.0f32, 2.0));
}

fn main() {}
