//! `forward` in the place of `predict`.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

pub fn run(net: &Net) {
    net.forward(&[0.0; 4]);
}

fn main() {}
