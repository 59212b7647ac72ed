//! `ceil_mode` with `padding = Same`, which rounds up itself.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => AvgPool2d<3, padding = Same, ceil_mode = true>];

fn main() {}
