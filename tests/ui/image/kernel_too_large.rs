//! A kernel larger than its input.

use nn_core::prelude::*;

type Net = network![[1, 4, 4] => Conv2d<filters = 6, kernel = 5>];

fn main() {}
