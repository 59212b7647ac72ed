//! A nested network with another input.

use nn_core::prelude::*;

type Head = network![64 => Dense<10>];
type Net = network![784 => Dense<128, Relu> => Head];

fn main() {}
