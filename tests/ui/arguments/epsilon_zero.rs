//! An epsilon of 0.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => BatchNorm<epsilon = 0, Relu>];

fn main() {}
