//! An activation that other frameworks have.

use nn_core::prelude::*;

type Net = network![4 => Dense<8, Mish> => Dense<3>];

fn main() {}
