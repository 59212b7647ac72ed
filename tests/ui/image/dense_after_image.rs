//! An image is not a vector.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 5, Relu> => Dense<10, Softmax>];

fn main() {}
