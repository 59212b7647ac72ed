//! An input of the wrong length.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Relu> => Dense<10>];

pub fn predict(net: &Net) -> [f32; 10] {
    net.predict(&[0.0; 783])
}

fn main() {}
