//! A window with only padding in it.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => MaxPool2d<2, padding = 2>];

fn main() {}
