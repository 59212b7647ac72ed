//! An unknown quantity.
use nn_core::network;

network! {
    #[budget(rom = "64 KiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
