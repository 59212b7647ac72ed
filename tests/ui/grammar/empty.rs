//! A network needs a size and a layer.

use nn_core::prelude::*;

type Net = network![];

fn main() {}
