//! A failed shape assertion names what a pool does not use.

use nn_core::prelude::*;

type Net = network![[1, 27, 27] => MaxPool2d<2> => [1, 14, 14] => Flatten => Dense<10>];

fn main() {}
