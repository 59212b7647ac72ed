//! An asserted shape that differs, with a constant.

use nn_core::prelude::*;

const CLASSES: usize = 12;
type Net = network![784 => Dense<128, Relu> => Dense<10> => [CLASSES]];

fn main() {}
