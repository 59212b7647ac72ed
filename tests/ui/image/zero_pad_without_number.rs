//! Zeros around an image need their number.
use nn_core::prelude::*;

#[allow(dead_code)]
type Net = network![[1, 8, 8] => ZeroPad2d => Conv2d<filters = 4, kernel = 3>];

fn main() {}
