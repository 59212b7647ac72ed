//! A layer size of 0.

use nn_core::prelude::*;

type Net = network![784 => Dense<0, Relu>];

fn main() {}
