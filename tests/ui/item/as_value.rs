//! A network in the place of a value.

use nn_core::prelude::*;

fn main() {
    let _ = network![4 => Dense<3>];
}
