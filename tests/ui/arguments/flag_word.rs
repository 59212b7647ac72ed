//! A flag that is neither `true` nor `false`.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => MaxPool2d<2, ceil_mode = maybe>];

fn main() {}
