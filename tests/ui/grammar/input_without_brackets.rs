//! The shape of the input without brackets.

use nn_core::prelude::*;

type Net = network![784, 10 => Dense<10>];

fn main() {}
