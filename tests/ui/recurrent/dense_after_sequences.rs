//! The states of all steps are not a vector.

use nn_core::prelude::*;

type Net = network![[6, 50] => Lstm<32, sequences = true> => Dense<3, Softmax>];

fn main() {}
