//! A size that is a string.

use nn_core::prelude::*;

type Net = network![784 => Dense<"ten", Relu>];

fn main() {}
