//! A mistake three layers deep.

use nn_core::prelude::*;

type Net = network![64 => Residual<Concat<[Dense<32>], [Residual<Dense<16>>]> => Dense<64>> => Dense<10>];

fn main() {}
