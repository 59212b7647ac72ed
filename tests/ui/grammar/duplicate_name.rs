//! Two layers with the same name.

use nn_core::prelude::*;

network! {
    struct Net { 784 => hidden: Dense<16> => hidden: Dense<10> }
}

fn main() {}
