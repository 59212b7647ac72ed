//! A kernel of 0.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 0>];

fn main() {}
