//! `Softmax` in a branch.

use nn_core::prelude::*;

type Net = network![64 => Residual<Dense<64, Softmax>> => Dense<10, Softmax>];

fn main() {}
