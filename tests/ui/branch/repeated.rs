//! A mistake in a repeated branch is reported once.

use nn_core::prelude::*;

type Net = network![64 => 3 x Residual<2 x Dens<64>> => Dense<10>];

fn main() {}
