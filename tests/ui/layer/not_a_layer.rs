//! A type that is no layer.

use nn_core::prelude::*;

struct Oven;
type Net = network![784 => Oven => Dense<10>];

fn main() {}
