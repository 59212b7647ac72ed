//! An activation is not an optimizer.
use nn_core::network;
use nn_core::prelude::Relu;

network! {
    #[budget(train_ram(Relu, batch = 8) = "40 KiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
