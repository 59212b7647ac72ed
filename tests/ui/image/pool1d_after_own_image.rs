//! A user's type with an output that is not a sequence.

use nn_core::prelude::*;

type Eyes = network![[1, 8, 8] => Conv2d<filters = 2, kernel = 3>];
type Net = network![[1, 8, 8] => Eyes => MaxPool1d<2>];

fn main() {}
