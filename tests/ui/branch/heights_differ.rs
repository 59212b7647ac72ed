//! Branches of different heights.

use nn_core::prelude::*;

type Net = network![[8, 16, 16] => Concat<[], [MaxPool2d<2>]> => Flatten => Dense<10>];

fn main() {}
