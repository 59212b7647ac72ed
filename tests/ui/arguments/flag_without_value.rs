//! A flag without its value.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => BatchNorm<affine>];

fn main() {}
