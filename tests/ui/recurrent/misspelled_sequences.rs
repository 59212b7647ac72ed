//! The name of an argument in another framework.

use nn_core::prelude::*;

type Net = network![[6, 50] => Gru<32, return_sequences = true> => Flatten => Dense<3>];

fn main() {}
