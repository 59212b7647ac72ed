//! A flag twice.

use nn_core::prelude::*;

type Net = network![784 => Dense<16, bias = false, bias = false>];

fn main() {}
