//! A comma between two networks.

use nn_core::prelude::*;

network! { struct A { 4 => Dense<3> }, struct B { 4 => Dense<3> } }

fn main() {}
