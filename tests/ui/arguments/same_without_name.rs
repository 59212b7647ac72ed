//! A padding without its name.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 4, kernel = 3, Same>];

fn main() {}
