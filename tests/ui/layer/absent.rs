//! A layer that other frameworks have.

use nn_core::prelude::*;

type Net = network![4 => MultiHeadAttention<8> => Dense<3>];

fn main() {}
