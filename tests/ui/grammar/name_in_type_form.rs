//! A named layer in the type form.

use nn_core::prelude::*;

type Net = network![784 => hidden: Dense<16> => Dense<10>];

fn main() {}
