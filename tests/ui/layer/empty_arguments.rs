//! Empty angle brackets.

use nn_core::prelude::*;

type Net = network![784 => Dense<> => Dense<10>];

fn main() {}
