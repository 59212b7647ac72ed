//! More than 2^32 parameters.

use nn_core::prelude::*;

type Net = network![100_000 => Dense<100_000, Relu> => Dense<10>];

fn main() {}
