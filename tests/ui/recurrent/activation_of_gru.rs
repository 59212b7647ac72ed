//! The gates of a GRU have their own activations.

use nn_core::prelude::*;

type Net = network![[6, 50] => Gru<32, Tanh> => Dense<3>];

fn main() {}
