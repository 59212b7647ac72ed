//! Names of layers that hide methods of the network.

use nn_core::prelude::*;

network! { struct Net { 4 => logits: Dense<8> => load: Dense<3> } }

fn main() {}
