//! Two networks with the same name.

use nn_core::prelude::*;

network! { struct Net { 4 => Dense<3> } struct Net { 4 => Dense<2> } }

fn main() {}
