//! The item form is a struct.

use nn_core::prelude::*;

network! {
    enum Net { 784 => Dense<16> }
}

fn main() {}
