//! A stated input size that differs.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Relu> => Dense<64 -> 10>];

fn main() {}
