//! A misspelled activation.

use nn_core::prelude::*;

type Net = network![784 => Dense<128, Rleu> => Dense<10>];

fn main() {}
