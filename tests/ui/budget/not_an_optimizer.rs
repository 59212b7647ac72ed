//! An activation is no optimiser.
use nn_core::network;

network! {
    #[budget(train_ram(Relu, batch = 8) = "40 KiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
