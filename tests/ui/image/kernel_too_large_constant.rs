//! A kernel larger than its input, with a constant.

use nn_core::prelude::*;

const SIDE: usize = 4;
const KERNEL: usize = 5;
type Net = network![[1, SIDE, SIDE] => Conv2d<filters = 6, kernel = KERNEL>];

fn main() {}
