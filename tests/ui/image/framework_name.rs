//! A layer's name in another framework.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2D<filters = 6, kernel = 5> => MaxPooling2D<2>];

fn main() {}
