//! A quantized image has its channels last.

use nn_core::prelude::*;

type Net = network![[1, 4, 4] => Conv2d<filters = 2, kernel = 3, Relu> => Flatten => Dense<3>];
type Net8 = quantized![Net];

fn main() {
    let image: [[[i8; 4]; 4]; 1] = [[[0; 4]; 4]; 1];
    Net8::ZERO.predict_quantized(&image);
}
