//! A bias of a pool.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => MaxPool2d<2, bias = false>];

fn main() {}
