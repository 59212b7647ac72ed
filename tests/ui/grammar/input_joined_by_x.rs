//! The shape of the input with an `x` between its sizes.

use nn_core::prelude::*;

type Net = network![1x28x28 => Flatten => Dense<10>];

fn main() {}
