//! A padding in the notation of other frameworks.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv2d<filters = 6, kernel = 3, padding = "same">];

fn main() {}
