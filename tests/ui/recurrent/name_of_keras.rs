//! The name of the layer in Keras.

use nn_core::prelude::*;

type Net = network![[6, 50] => SimpleRNN<8> => Dense<3>];

fn main() {}
