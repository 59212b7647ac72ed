//! The item form without `struct`.

use nn_core::prelude::*;

network! { Net { 4 => Dense<3> } }

fn main() {}
