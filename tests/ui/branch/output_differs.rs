//! A residual branch with another output than its input.

use nn_core::prelude::*;

type Net = network![64 => Residual<Dense<32, Relu> => Dense<32>> => Dense<10>];

fn main() {}
