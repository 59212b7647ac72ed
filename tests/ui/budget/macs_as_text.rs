//! Multiply-accumulates as a string.
use nn_core::network;

network! {
    #[budget(macs = "3 K")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
