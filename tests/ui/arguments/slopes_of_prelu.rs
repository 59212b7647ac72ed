//! The number of slopes, as PyTorch takes it.

use nn_core::prelude::*;

type Net = network![4 => Dense<8> => PRelu<8> => Dense<3>];

fn main() {}
