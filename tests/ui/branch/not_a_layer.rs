//! A type inside a branch that is no layer.

use nn_core::prelude::*;

struct Oven;
type Net = network![64 => Residual<Dense<64> => Oven> => Dense<10>];

fn main() {}
