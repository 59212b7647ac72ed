//! Two layers have one name.

use nn_core::prelude::*;

network! {
    struct Net { 784 => hidden: Dense<16> => hidden: Dense<10> }
}

fn main() {}
