//! Each of three mistakes has one error.

use nn_core::prelude::*;

type Net = network![0 => Dens<16> => Dense<10, Rleu>];

fn main() {}
