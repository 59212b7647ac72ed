//! A kernel larger than its input with padding.

use nn_core::prelude::*;

type Net = network![[1, 4, 4] => Conv2d<filters = 6, kernel = [7, 3], padding = 1>];

fn main() {}
