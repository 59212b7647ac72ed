//! The maximum number of layers, trained with boxes and Adam with the recursion limit that the README states.

#![recursion_limit = "256"]

use nn_core::prelude::*;

type Net = network![4 => 99 x Dense<4, Tanh> => Dense<2, Softmax>];

fn main() {
    let mut net = Net::boxed();
    net.initialize(&mut Random::seed(1));
    let adam = Adam::new(0.01);
    let mut trainer = Trainer::<Net, _, _, 4>::boxed(CrossEntropy, adam);
    let step = trainer.step(&mut net, &[[0.5; 4]; 4], &[1usize; 4]);
    assert!(step.is_ok_and(|step| step.loss > 0.0));
}
