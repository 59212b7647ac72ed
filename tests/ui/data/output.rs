//! An output of the wrong length.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Relu> => Dense<10>];

pub fn predict(net: &Net) -> [f32; 9] {
    net.predict(&[0.0; 784])
}

fn main() {}
