//! The input size is missing.

use nn_core::prelude::*;

type Net = network![Dense<128, Relu> => Dense<10>];

fn main() {}
