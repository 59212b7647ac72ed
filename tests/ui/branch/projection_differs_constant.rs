//! A projection with another output than the branch, with a constant.

use nn_core::prelude::*;

const WIDTH: usize = 33;
type Net = network![64 => Residual<Dense<32, Relu>, projection = Dense<WIDTH>> => Dense<10>];

fn main() {}
