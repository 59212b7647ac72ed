//! Softmax of a sequence.

use nn_core::prelude::*;

type Net = network![[2, 100] => Conv1d<filters = 3, kernel = 3, Softmax>];

fn main() {}
