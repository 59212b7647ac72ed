//! Calculations with constants that fail: each is reported once.

use nn_core::prelude::*;

const H: usize = 3;

type Net = network![4 => Dense<{ H - 4 }> => Dense<2>];
type Image = network![[1, 9, 9] => Conv2d<filters = 2, kernel = 3, padding = { H / 0 }> => Flatten];

network! { struct Named { 4 => a: Dense<{ 2 * (H - 4) }> => Dense<2> } }

fn main() {}
