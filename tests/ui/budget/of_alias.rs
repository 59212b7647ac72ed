//! A budget of an alias.

use nn_core::prelude::*;

#[budget(flash = "1 KiB")]
type Net = network![4 => Dense<3>];

fn main() {}
