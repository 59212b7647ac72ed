//! Softmax of a single output, with a constant.

use nn_core::prelude::*;

const CLASSES: usize = 1;
type Net = network![4 => Dense<8, Relu> => Dense<CLASSES, Softmax>];

fn main() {}
