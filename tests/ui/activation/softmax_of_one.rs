//! Softmax of a single output.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, Relu> => Dense<1, Softmax>];

fn main() {}
