//! The shape of the input in parentheses.

use nn_core::prelude::*;

type Net = network![(1, 28, 28) => Flatten => Dense<10>];

fn main() {}
