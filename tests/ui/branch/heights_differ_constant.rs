//! Branches of different heights, with a constant.

use nn_core::prelude::*;

const SIDE: usize = 16;
type Net = network![[8, SIDE, SIDE] => Concat<[], [Conv2d<filters = 4, kernel = 3>]> => Flatten => Dense<10>];

fn main() {}
