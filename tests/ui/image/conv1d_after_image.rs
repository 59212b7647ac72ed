//! An image is not a sequence.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Conv1d<filters = 6, kernel = 5>];

fn main() {}
