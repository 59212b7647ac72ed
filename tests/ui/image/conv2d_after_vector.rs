//! A vector is not an image.

use nn_core::prelude::*;

type Net = network![784 => Conv2d<filters = 6, kernel = 5>];

fn main() {}
