//! A layer of nothing.

use nn_core::prelude::*;

type Net = network![784 => Dense<0, Relu>];

fn main() {}
