//! A flag without a value.

use nn_core::prelude::*;

type Net = network![[6, 50] => Gru<32, sequences> => Flatten => Dense<3>];

fn main() {}
