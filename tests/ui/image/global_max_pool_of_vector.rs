//! A vector has no channels.
use nn_core::prelude::*;

#[allow(dead_code)]
type Net = network![784 => GlobalMaxPool => Dense<10>];

fn main() {}
