//! A dense layer without its size.

use nn_core::prelude::*;

type Net = network![784 => Dense => Dense<10>];

fn main() {}
