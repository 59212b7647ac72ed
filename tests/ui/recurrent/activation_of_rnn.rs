//! An Elman network has one of two activations.

use nn_core::prelude::*;

type Net = network![[6, 50] => Rnn<32, Gelu> => Dense<3>];

fn main() {}
