//! A dropout rate of 1.

use nn_core::prelude::*;

type Net = network![64 => Dropout<1.0> => Dense<10>];

fn main() {}
