//! A kernel larger than its input, which depends on constants.

use nn_core::prelude::*;

const SIDE: usize = 12;
type Net = network![[1, SIDE, SIDE] => MaxPool2d<2> => Conv2d<filters = 6, kernel = 3, padding = 0, Relu> => MaxPool2d<2> => Conv2d<filters = 8, kernel = 5, padding = 1> => Flatten => Dense<10>];

fn main() {}
