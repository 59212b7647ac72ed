//! The activation before the size.

use nn_core::prelude::*;

type Net = network![784 => Dense<Relu, 128> => Dense<10>];

fn main() {}
