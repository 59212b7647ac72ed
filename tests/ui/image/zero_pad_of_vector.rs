//! A vector has no sides.
use nn_core::prelude::*;

#[allow(dead_code)]
type Net = network![8 => ZeroPad1d<1> => Dense<4>];

fn main() {}
