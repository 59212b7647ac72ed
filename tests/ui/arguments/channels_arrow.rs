//! The channels of the input, as a dense layer takes its input.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<1 -> 4, kernel = 3>];

fn main() {}
