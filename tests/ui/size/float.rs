//! A size with a fraction.

use nn_core::prelude::*;

type Net = network![784 => Dense<12.5, Relu>];

fn main() {}
