//! A factor of 0 would leave nothing.
use nn_core::prelude::*;

const FACTOR: usize = 0;

#[allow(dead_code)]
type Net = network![[1, 4, 4] => Upsample2d<FACTOR> => Flatten => Dense<4>];

fn main() {}
