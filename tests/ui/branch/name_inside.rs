//! A named layer in a branch.

use nn_core::prelude::*;

network! {
    pub struct Deep { 64 => Residual<hidden: Dense<64>> => output: Dense<10> }
}

fn main() {}
