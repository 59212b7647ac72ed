//! Branches without any known shape.

use nn_core::prelude::*;

type Half = network![64 => Dense<32>];
type Net = network![64 => Concat<[Half], [Half]> => Dense<10>];

fn main() {}
