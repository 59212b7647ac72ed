//! An input of nothing.

use nn_core::prelude::*;

type Net = network![0 => Dense<10>];

fn main() {}
