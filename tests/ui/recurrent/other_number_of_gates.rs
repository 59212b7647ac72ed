//! A layer without the macro, with rows for four gates instead of three.

use nn_core::prelude::*;

const _: usize = <Gru<6, 32, 128, 50> as Layer>::FACTS.params;

fn main() {}
