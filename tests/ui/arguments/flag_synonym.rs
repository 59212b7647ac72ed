//! The name of a flag in another framework.

use nn_core::prelude::*;

type Net = network![784 => Dense<16, use_bias = false>];

fn main() {}
