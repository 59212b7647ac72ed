//! Arguments without their names.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<6, 5, Relu> => Flatten => Dense<10>];

fn main() {}
