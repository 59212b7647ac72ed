//! A name after the number of repetitions.

use nn_core::prelude::*;

network! { struct Net { 4 => 3 x a: Dense<2> } }

fn main() {}
