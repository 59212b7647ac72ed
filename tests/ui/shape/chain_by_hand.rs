//! A chain that does not fit, without the macro.

use nn_core::prelude::*;

type Net = nn_core::sized![Chain<Dense<3, 4, Relu>, Dense<5, 2>>];

fn main() {}
