//! A padding of a pool without its name.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => MaxPool2d<3, Same>];

fn main() {}
