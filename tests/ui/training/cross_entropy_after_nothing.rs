//! Cross-entropy needs softmax, but there is no activation.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

pub fn learn(adam: Adam) {
    let _ = Trainer::<Net, _, _, 8>::new(CrossEntropy, adam);
}

fn main() {}
