//! A layer without units.

use nn_core::prelude::*;

type Net = network![[6, 50] => Lstm<0> => Dense<3>];

fn main() {}
