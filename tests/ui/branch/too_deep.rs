//! Layers that are nested too deep for the compiler.

use nn_core::prelude::*;

type Net = network![64 => Residual<50 x Dense<64>> => 60 x Dense<64>];

fn main() {}
