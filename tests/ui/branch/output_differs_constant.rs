//! A residual branch with another output than its input, with a constant.

use nn_core::prelude::*;

const WIDTH: usize = 32;
type Net = network![64 => Residual<Dense<32, Relu> => Dense<WIDTH>> => Dense<10>];

fn main() {}
