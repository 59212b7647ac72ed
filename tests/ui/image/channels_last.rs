//! The channels are the last dimension.

use nn_core::prelude::*;

type Net = network![[12, 12, 1] => Conv2d<filters = 4, kernel = 3>];

fn main() {}
