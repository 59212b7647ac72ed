//! The first of two recurrent layers returns only the last state.

use nn_core::prelude::*;

type Net = network![[6, 50] => Gru<32> => Gru<16> => Dense<3, Softmax>];

fn main() {}
