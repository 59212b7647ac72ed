//! A size that is a parameter of the alias.

use nn_core::prelude::*;

type Net<const H: usize> = network![4 => Dense<H> => Dense<3>];

fn main() {}
