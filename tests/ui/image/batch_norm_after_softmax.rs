//! `Softmax` inside a network, behind a normalization.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => BatchNorm<Softmax> => Flatten => Dense<10>];

fn main() {}
