//! The first arrow comes from nowhere.

use nn_core::prelude::*;

type Net = network![=> Dense<10>];

fn main() {}
