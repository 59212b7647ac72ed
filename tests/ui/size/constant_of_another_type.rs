//! Sizes are `usize`.

use nn_core::prelude::*;

const HIDDEN: i32 = 16;
type Net = network![784 => Dense<HIDDEN, Relu> => Dense<10>];

fn main() {}
