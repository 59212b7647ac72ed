//! A residual branch that is a type of the user, whose output is not its input.

use nn_core::prelude::*;

type Half = network![64 => Dense<32>];
type Net = network![64 => Residual<Half, Relu> => Dense<10>];

fn main() {}
