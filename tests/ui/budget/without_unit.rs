//! Bytes without a unit.
use nn_core::network;

network! {
    #[budget(infer_ram = 2048)]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
