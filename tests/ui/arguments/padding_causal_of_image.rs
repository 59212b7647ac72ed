//! Causal padding of an image, which has no order of time.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 3, kernel = 5, padding = Causal> => Flatten];

fn main() {}
