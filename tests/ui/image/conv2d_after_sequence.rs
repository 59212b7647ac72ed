//! A sequence is not an image.

use nn_core::prelude::*;

type Net = network![[3, 100] => Conv2d<filters = 6, kernel = 5>];

fn main() {}
