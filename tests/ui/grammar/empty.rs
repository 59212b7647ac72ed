//! An empty network.

use nn_core::prelude::*;

type Net = network![];

fn main() {}
