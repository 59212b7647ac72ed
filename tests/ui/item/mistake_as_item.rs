//! A type form with a mistake in the place of an item.

use nn_core::prelude::*;

network!(4 => Dens<3>);

fn main() {}
