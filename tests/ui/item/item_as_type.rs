//! The item form in the place of a type.

use nn_core::prelude::*;

type Net = network! { struct Net { 4 => Dense<3> } };

fn main() {}
