//! A layer that other frameworks have.

use nn_core::prelude::*;

type Net = network![[6, 50] => Bidirectional<8> => Dense<3>];

fn main() {}
