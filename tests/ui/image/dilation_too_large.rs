//! A kernel that is larger than its input by its dilation.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => Conv2d<filters = 6, kernel = 3, dilation = 4>];

fn main() {}
