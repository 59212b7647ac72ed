//! A network of the user returns a vector, which has no rows to repeat.
use nn_core::prelude::*;

type Inner = network![4 => Dense<8>];

#[allow(dead_code)]
type Net = network![4 => Inner => Upsample2d<2>];

fn main() {}
