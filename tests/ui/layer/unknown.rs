//! A misspelled layer.

use nn_core::prelude::*;

type Net = network![784 => Dens<128, Relu> => Dense<10>];

fn main() {}
