//! A name and a `=` in the place of a struct.

use nn_core::prelude::*;

network! { Net = 4 => Dense<3> }

fn main() {}
