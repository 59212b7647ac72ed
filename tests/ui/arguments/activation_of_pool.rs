//! An activation of a layer without one.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => MaxPool2d<2, Relu>];

fn main() {}
