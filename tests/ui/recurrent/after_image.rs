//! An image is not a sequence.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => Gru<32>];

fn main() {}
