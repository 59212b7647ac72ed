//! A name from another framework.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<out_channels = 6, kernel_size = 5>];

fn main() {}
