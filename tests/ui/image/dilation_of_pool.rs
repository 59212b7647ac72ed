//! A dilation of a pool, which has none.

use nn_core::prelude::*;

type Net = network![[1, 8, 8] => MaxPool2d<2, dilation = 2>];

fn main() {}
