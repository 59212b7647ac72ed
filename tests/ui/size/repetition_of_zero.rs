//! A layer repeated 0 times.

use nn_core::prelude::*;

type Net = network![8 => 0 x Dense<8, Relu> => Dense<10>];

fn main() {}
