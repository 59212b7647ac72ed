//! 0 filters.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 0, kernel = 3>];

fn main() {}
