//! An unknown unit.
use nn_core::network;

network! {
    #[budget(flash = "64 kB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
