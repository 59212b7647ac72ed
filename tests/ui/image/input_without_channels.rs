//! An image without its channels.

use nn_core::prelude::*;

type Net = network![[28, 28] => Conv2d<filters = 6, kernel = 5>];

fn main() {}
