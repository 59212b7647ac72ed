//! What a type of the user gives is no vector.

use nn_core::prelude::*;

type Eyes = network![[1, 8, 8] => Conv2d<filters = 2, kernel = 3>];
type Net = network![[1, 8, 8] => Eyes => Dense<10>];

fn main() {}
