//! A pool has no causal padding: zeros would take part in its maximum.

use nn_core::prelude::*;

type Net = network![[1, 28] => MaxPool1d<3, stride = 1, padding = Causal> => Flatten];

fn main() {}
