//! A kernel in parentheses.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 3, kernel = (5, 5)> => Flatten];

fn main() {}
