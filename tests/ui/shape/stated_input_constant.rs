//! A stated input size that differs, with a constant.

use nn_core::prelude::*;

const HIDDEN: usize = 64;
type Net = network![784 => Dense<128, Relu> => Dense<HIDDEN -> 10>];

fn main() {}
