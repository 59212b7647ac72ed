//! An input size of 0.

use nn_core::prelude::*;

type Net = network![0 => Dense<10>];

fn main() {}
