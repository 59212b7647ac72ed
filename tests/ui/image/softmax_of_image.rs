//! Softmax of an image.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => Conv2d<filters = 3, kernel = 3, Softmax>];

fn main() {}
