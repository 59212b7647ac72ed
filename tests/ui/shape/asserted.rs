//! An asserted shape that differs.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Relu> => [10] => Dense<10>];

fn main() {}
