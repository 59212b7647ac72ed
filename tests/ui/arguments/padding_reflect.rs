//! A padding mode of other frameworks.

use nn_core::prelude::*;

type Net = network![[1, 28] => Conv1d<filters = 3, kernel = 5, padding = "reflect"> => Flatten];

fn main() {}
