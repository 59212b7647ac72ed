//! A residual branch with another output than its input, with a user's type.

use nn_core::prelude::*;

type Half = network![64 => Dense<32>];
type Net = network![64 => Residual<Half, Relu> => Dense<10>];

fn main() {}
