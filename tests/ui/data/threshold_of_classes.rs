//! A threshold for a network with several outputs.

use nn_core::prelude::*;

type Net = network![4 => Dense<3, Softmax>];

pub fn alarm(net: &Net) -> Option<usize> {
    net.classify_at(&[0.0; 4], 0.7)
}

fn main() {}
