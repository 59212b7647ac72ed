//! A kernel that is larger than its padded input by its dilation, a constant.

use nn_core::prelude::*;

const GAP: usize = 5;
type Net = network![[1, 8] => Conv1d<filters = 6, kernel = 3, dilation = GAP, padding = 1>];

fn main() {}
