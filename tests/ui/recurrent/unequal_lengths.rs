//! Branches with sequences of unequal length.

use nn_core::prelude::*;

type Net = network![[6, 50] => Concat<[Gru<8, sequences = true>], [Conv1d<filters = 8, kernel = 3>]> => Flatten => Dense<3>];

fn main() {}
