//! Only a struct has named layers.

use nn_core::prelude::*;

type Net = network![784 => hidden: Dense<16> => Dense<10>];

fn main() {}
