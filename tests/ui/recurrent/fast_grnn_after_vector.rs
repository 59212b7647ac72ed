//! A FastGRNN whose input is a vector.

use nn_core::prelude::*;

type Net = network![64 => FastGrnn<16>];

fn main() {}
