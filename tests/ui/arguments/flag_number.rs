//! A flag that is a number.

use nn_core::prelude::*;

type Net = network![784 => Dense<16, bias = 1, Relu>];

fn main() {}
