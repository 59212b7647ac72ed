//! A layer by its index.

use nn_core::prelude::*;

type Net = network![4 => Dense<3>];

pub fn first(net: &Net) {
    let _ = &net.layers[0];
}

fn main() {}
