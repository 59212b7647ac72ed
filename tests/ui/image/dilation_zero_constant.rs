//! A dilation, by a constant, of zero.

use nn_core::prelude::*;

const GAP: usize = 0;
type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 3, dilation = GAP>];

fn main() {}
