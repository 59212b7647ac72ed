//! PyTorch'\''s number of layers.

use nn_core::prelude::*;

type Net = network![[6, 50] => Gru<32, num_layers = 2> => Dense<3>];

fn main() {}
