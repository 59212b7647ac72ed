//! A type that is not an activation.

use nn_core::prelude::*;

struct Oven;
type Net = network![784 => Dense<128, Oven> => Dense<10>];

fn main() {}
