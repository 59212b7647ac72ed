//! PReLU has parameters, so it is a layer.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, PReLU> => Dense<3>];

fn main() {}
