//! The size of a dense layer with a name.

use nn_core::prelude::*;

type Net = network![784 => Dense<units = 128>];

fn main() {}
