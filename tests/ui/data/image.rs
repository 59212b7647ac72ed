//! An image of another size.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 2, kernel = 5> => Flatten => Dense<10>];

pub fn predict(net: &Net) -> [f32; 10] {
    net.predict(&[[[0.0f32; 27]; 28]; 1])
}

fn main() {}
