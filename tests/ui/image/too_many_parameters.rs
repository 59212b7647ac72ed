//! Too many parameters.

use nn_core::prelude::*;

type Net = network![[1000, 28, 28] => Conv2d<filters = 1000000, kernel = 3>];

fn main() {}
