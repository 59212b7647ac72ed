//! A budget with an empty list.
use nn_core::network;

network! {
    #[budget()]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
