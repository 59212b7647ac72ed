//! Softmax before the last layer.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Softmax> => Dense<10>];

fn main() {}
