//! The number of units is missing.

use nn_core::prelude::*;

type Net = network![[6, 50] => Gru<sequences = true> => Flatten => Dense<3>];

fn main() {}
