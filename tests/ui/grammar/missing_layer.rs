//! There is no layer.

use nn_core::prelude::*;

type Net = network![784];

fn main() {}
