//! A type in a branch that is not a layer.

use nn_core::prelude::*;

struct Oven;
type Net = network![64 => Residual<Dense<64> => Oven> => Dense<10>];

fn main() {}
