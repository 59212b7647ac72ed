//! A named network with a generic parameter.

use nn_core::prelude::*;

network! { struct Net<const H: usize> { 4 => Dense<H> => Dense<3> } }

fn main() {}
