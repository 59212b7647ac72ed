//! The item form with a misspelled first word.

use nn_core::prelude::*;

network! { strct Net { 4 => Dense<3> } }

fn main() {}
