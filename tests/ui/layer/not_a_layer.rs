//! A type that is not a layer.

use nn_core::prelude::*;

struct Oven;
type Net = network![784 => Oven => Dense<10>];

fn main() {}
