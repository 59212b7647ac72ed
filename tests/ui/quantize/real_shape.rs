//! A real image has its channels first.

use nn_core::prelude::*;

type Net = network![[1, 4, 4] => Conv2d<filters = 2, kernel = 3, Relu> => Flatten => Dense<3>];
type Net8 = quantized![Net];

fn main() {
    let image = [[[0.0_f32; 1]; 4]; 4];
    Net8::ZERO.predict(&image);
}
