//! The focal loss has weights for three classes, the network has two.

use nn_core::prelude::*;

type Net = network![4 => Dense<2, Softmax>];

pub fn test(net: &mut Net) {
    let loss = Focal::new(2.0).with_class_weights([1.0, 2.0, 3.0]);
    let mut trainer = Trainer::<Net, _, _, 8>::new(loss, Adam::new(0.01));
    let _ = Fit::epochs(9).run(&mut trainer, net, ([[0.0; 4]; 8], [1u8; 8]));
}

fn main() {}
