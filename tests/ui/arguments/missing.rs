//! A missing argument.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 6, Relu> => Flatten => Dense<10>];

fn main() {}
