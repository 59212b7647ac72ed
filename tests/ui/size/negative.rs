//! A negative size.

use nn_core::prelude::*;

type Net = network![784 => Dense<-5, Relu>];

fn main() {}
