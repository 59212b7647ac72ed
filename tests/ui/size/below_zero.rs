//! A calculation of numbers that is below 0.

use nn_core::prelude::*;

type Net = network![4 => Dense<{ 3 - 4 }> => Dense<2>];

fn main() {}
