//! A vector and an image.

use nn_core::prelude::*;

type Net = network![[8, 16, 16] => Concat<[Flatten => Dense<10>], [Conv2d<filters = 4, kernel = 3>]> => Flatten => Dense<10>];

fn main() {}
