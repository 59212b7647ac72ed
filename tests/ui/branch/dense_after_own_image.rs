//! What a type of the user gives inside a branch is no vector.

use nn_core::prelude::*;

type Eyes = network![[1, 8, 8] => Conv2d<filters = 2, kernel = 3>];
type Net = network![[1, 8, 8] => Concat<[Flatten], [Eyes => Dense<10>]> => Dense<10>];

fn main() {}
