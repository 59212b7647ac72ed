//! Softmax of a single output in a nested network.

use nn_core::prelude::*;

type Head = network![8 => Dense<1, Softmax>];
type Net = network![4 => Dense<8, Relu> => Head];

fn main() {}
