//! The name of a layer inside another one.

use nn_core::prelude::*;

network! {
    pub struct Deep { 64 => Residual<hidden: Dense<64>> => output: Dense<10> }
}

fn main() {}
