//! The channels of the input, the filters and the kernel.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<1, 4, 3>];

fn main() {}
