//! The channels of the input in the notation of a dense layer.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<1 -> 4, kernel = 3>];

fn main() {}
