//! A dense layer takes a vector.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Dense<10>];

fn main() {}
