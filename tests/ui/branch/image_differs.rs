//! A residual branch with another image than its input.

use nn_core::prelude::*;

type Net = network![[8, 16, 16] => Residual<Conv2d<filters = 16, kernel = 3, stride = 2, padding = 1>, Relu> => Flatten => Dense<10>];

fn main() {}
