//! Branches of different heights, with a user's type.

use nn_core::prelude::*;

type Eyes = network![[1, 8, 8] => Conv2d<filters = 2, kernel = 3>];
type Net = network![[1, 8, 8] => Concat<[Eyes], [Conv2d<filters = 4, kernel = 5>]> => Flatten => Dense<10>];

fn main() {}
