//! A sequence is not a vector.

use nn_core::prelude::*;

type Net = network![[3, 100] => Conv1d<filters = 6, kernel = 5, Relu> => Dense<10, Softmax>];

fn main() {}
