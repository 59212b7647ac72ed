//! A window that sees nothing but padding, by a constant.

use nn_core::prelude::*;

const PADDING: usize = 3;
type Net = network![[1, 28, 28] => MaxPool2d<2, padding = PADDING>];

fn main() {}
