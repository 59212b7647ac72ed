//! PyTorch'\''s number of features before the number of units.

use nn_core::prelude::*;

type Net = network![[6, 50] => Lstm<6, 32> => Dense<3>];

fn main() {}
