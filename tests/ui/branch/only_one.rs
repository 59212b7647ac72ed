//! A single branch.

use nn_core::prelude::*;

type Net = network![64 => Concat<[Dense<32>]> => Dense<10>];

fn main() {}
