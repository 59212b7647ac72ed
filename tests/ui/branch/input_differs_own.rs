//! A residual branch with another input.

use nn_core::prelude::*;

type Half = network![63 => Dense<64>];
type Net = network![64 => Residual<Dense<64> => Half, Relu> => Dense<10>];

fn main() {}
