//! Two dilations along one dimension.

use nn_core::prelude::*;

type Net = network![[6, 50] => Conv1d<filters = 8, kernel = 3, dilation = [2, 1]>];

fn main() {}
