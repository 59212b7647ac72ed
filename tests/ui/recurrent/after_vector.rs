//! A vector is not a sequence.

use nn_core::prelude::*;

type Net = network![784 => Lstm<32>];

fn main() {}
