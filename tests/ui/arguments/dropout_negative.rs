//! A negative dropout rate.

use nn_core::prelude::*;

type Net = network![64 => Dropout<rate = -0.2> => Dense<10>];

fn main() {}
