//! A budget that is a string.
use nn_core::network;

network! {
    #[budget = "64 KiB"]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
