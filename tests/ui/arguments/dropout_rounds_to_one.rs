//! A dropout rate that is 1 when rounded.

use nn_core::prelude::*;

type Net = network![64 => Dropout<0.99999999> => Dense<10>];

fn main() {}
