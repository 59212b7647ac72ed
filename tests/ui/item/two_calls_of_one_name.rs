//! Two networks of one name in two calls.

use nn_core::prelude::*;

network! { struct Net { 4 => Dense<3> } }

network! { struct Net { 4 => Dense<2> } }

fn main() {}
