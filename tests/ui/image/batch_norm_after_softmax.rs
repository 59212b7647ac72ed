//! `Softmax` of a normalization inside a network.

use nn_core::prelude::*;

type Net = network![[1, 28, 28] => BatchNorm<Softmax> => Flatten => Dense<10>];

fn main() {}
