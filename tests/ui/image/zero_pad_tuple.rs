//! The sides of the zeros have names, and no order.
use nn_core::prelude::*;

#[allow(dead_code)]
type Net = network![[1, 8, 8] => ZeroPad2d<(0, 1, 0, 1)> => Conv2d<filters = 4, kernel = 3>];

fn main() {}
