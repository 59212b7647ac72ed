//! Nothing is before the first arrow.

use nn_core::prelude::*;

type Net = network![=> Dense<10>];

fn main() {}
