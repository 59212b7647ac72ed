//! An activation of a FastGRNN.

use nn_core::prelude::*;

type Net = network![[9, 50] => FastGrnn<16, Relu> => Dense<3>];

fn main() {}
