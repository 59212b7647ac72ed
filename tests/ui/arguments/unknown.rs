//! An argument that the layer does not have.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 5, dilation = 2>];

fn main() {}
