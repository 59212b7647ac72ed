//! One argument too many.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Relu, 3> => Dense<10>];

fn main() {}
