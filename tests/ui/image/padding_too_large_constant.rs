//! A window with only padding in it, with a constant.

use nn_core::prelude::*;

const PADDING: usize = 3;
type Net = network![[1, 28, 28] => MaxPool2d<2, padding = PADDING>];

fn main() {}
