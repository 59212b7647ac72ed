//! Three sizes for two dimensions.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = [3, 3, 3]>];

fn main() {}
