//! A network without a layer.

use nn_core::prelude::*;

type Net = network![784];

fn main() {}
