//! A kernel larger than the output of a user's type.

use nn_core::prelude::*;

type Eyes = network![[1, 8, 8] => Conv2d<filters = 2, kernel = 3>];
type Net = network![[1, 8, 8] => Eyes => Conv2d<filters = 6, kernel = 7>];

fn main() {}
