//! A dropout rate that is a constant.

use nn_core::prelude::*;

#[allow(dead_code)]
const RATE: f32 = 0.2;
type Net = network![64 => Dropout<RATE> => Dense<10>];

fn main() {}
