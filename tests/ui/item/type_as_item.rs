//! The type form in the place of an item.

use nn_core::prelude::*;

network!(4 => Dense<3>);

fn main() {}
